package dev.azulejo.storage.testkit.wire.dropbox;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.dropbox.DropboxItem.Content;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The files and folders of a Dropbox, every revision, and the order of changes. Used under the lock of
/// [DropboxFake].
final class DropboxTree {
    private static final int BLOCK_BYTES = 4 << 20;

    private final TreeMap<String, DropboxItem> items = new TreeMap<>();
    private final Map<String, DropboxItem> revisions = new HashMap<>();
    private final List<DropboxPath> journal = new ArrayList<>();
    private final ByteStore store;
    private Duration passed = Duration.ZERO;
    private int made;

    DropboxTree(ByteStore store) {
        this.store = store;
    }

    ByteStore store() {
        return store;
    }

    /// What a write does with a file in its place.
    ///
    /// @param rev of `update`
    record Mode(String tag, String rev, boolean isStrict) {}

    Instant now() {
        return Instant.now().plus(passed).truncatedTo(ChronoUnit.SECONDS);
    }

    void pass(Duration time) {
        passed = passed.plus(time);
    }

    Optional<DropboxItem> at(DropboxPath path) {
        return Optional.ofNullable(items.get(path.lower()));
    }

    Optional<DropboxItem> byId(String id) {
        return items.values().stream().filter(item -> item.id().equals(id)).findAny();
    }

    Optional<DropboxItem> byRevision(String rev) {
        return Optional.ofNullable(revisions.get(rev));
    }

    List<DropboxItem> below(DropboxPath folder) {
        var start = folder.lower() + "/";
        return items.tailMap(start, true).values().stream()
                .takeWhile(item -> item.path().lower().startsWith(start))
                .toList();
    }

    /// All changes, each by its path; the latest is the last.
    List<DropboxPath> journal() {
        return journal;
    }

    DropboxItem write(DropboxPath path, StoredBytes bytes, Mode mode, Optional<Instant> modified) throws DropboxError {
        requireParents(path);
        var there = at(path);
        if (there.isPresent() && there.get().isFolder()) {
            throw DropboxError.tagged("path", "conflict", "folder");
        }
        var before = there.flatMap(DropboxItem::content);
        boolean isMatching = before.map(Content::rev).equals(Optional.of(mode.rev));
        var hash = hash(bytes);
        boolean isSame = before.filter(content -> content.hash().equals(hash)).isPresent();
        boolean isConflict = switch (mode.tag) {
            case "add" -> before.isPresent() && (!isSame || mode.isStrict);
            case "update" -> before.isPresent() ? !isMatching && (!isSame || mode.isStrict) : mode.isStrict;
            case "overwrite" -> false;
            default -> throw DropboxError.badRequest("mode: no such tag: " + mode.tag);
        };
        if (isConflict) {
            throw DropboxError.tagged("path", "conflict", "file");
        }
        if (isSame) {
            return there.orElseThrow();
        }
        makeFolders(path.parent());
        var content = new Content(bytes, next("%015x"), hash, modified.orElse(now()), now());
        var item = new DropboxItem(
                there.map(DropboxItem::path).orElse(path),
                there.map(DropboxItem::id).orElseGet(() -> next("id:%022d")),
                Optional.of(content));
        revisions.put(content.rev(), item);
        put(item);
        return item;
    }

    DropboxItem makeFolder(DropboxPath path) throws DropboxError {
        requireParents(path);
        var there = at(path);
        if (there.isPresent()) {
            throw DropboxError.tagged("path", "conflict", there.get().isFolder() ? "folder" : "file");
        }
        makeFolders(path);
        return at(path).orElseThrow();
    }

    private void requireParents(DropboxPath path) throws DropboxError {
        if (path.isRoot() || path.isDisallowed()) {
            throw DropboxError.tagged("path", path.isRoot() ? "malformed_path" : "disallowed_name");
        }
        for (var above = path.parent(); !above.isRoot(); above = above.parent()) {
            if (at(above).filter(item -> !item.isFolder()).isPresent()) {
                throw DropboxError.tagged("path", "conflict", "file_ancestor");
            }
        }
    }

    private void makeFolders(DropboxPath path) {
        if (!path.isRoot() && at(path).isEmpty()) {
            makeFolders(path.parent());
            put(new DropboxItem(path, next("id:%022d"), Optional.empty()));
        }
    }

    private void put(DropboxItem item) {
        items.put(item.path().lower(), item);
        journal.add(item.path());
    }

    /// Deletes an item; of a folder with its contents the journal records the folder alone.
    DropboxItem delete(DropboxPath path, Optional<String> rev) throws DropboxError {
        var item = at(path).orElse(null);
        if (item == null) {
            throw DropboxError.tagged("path_lookup", "not_found");
        }
        if (rev.isPresent() && !item.content().map(Content::rev).equals(rev)) {
            throw DropboxError.tagged("path_write", "conflict", item.isFolder() ? "folder" : "file");
        }
        below(path).forEach(inner -> items.remove(inner.path().lower()));
        items.remove(path.lower());
        journal.add(item.path());
        return item;
    }

    private String next(String format) {
        made++;
        return format.formatted(made);
    }

    /// The `content_hash`: SHA-256 of the SHA-256 of each block of 4 MiB.
    static String hash(StoredBytes bytes) {
        try {
            var all = MessageDigest.getInstance("SHA-256");
            for (long at = 0; at < bytes.size(); at += BLOCK_BYTES) {
                all.update(
                        bytes.part(at, Math.min(bytes.size(), at + BLOCK_BYTES)).digest("SHA-256"));
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
