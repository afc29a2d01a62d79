package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The calls for files. Used under the lock of [DropboxFake].
final class DropboxFiles {
    private static final int MOST_BYTES = 150 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d{1,18})-(\\d{0,18})");
    private static final String[] COMMIT = {
        "path", "mode", "autorename", "client_modified", "mute", "strict_conflict", "content_hash"
    };

    private final DropboxTree tree;
    private final DropboxSessions sessions;

    DropboxFiles(DropboxTree tree, DropboxSessions sessions) {
        this.tree = tree;
        this.sessions = sessions;
    }

    WireAnswer metadata(DropboxCall call) throws DropboxError {
        if (call.text("path").isEmpty()) {
            throw DropboxError.badRequest("path: The root folder is unsupported.");
        }
        return json(item(call.text("path")).json());
    }

    /// Finds an item by a path, an id or a revision.
    private DropboxItem item(String text) throws DropboxError {
        Optional<DropboxItem> item;
        if (text.startsWith("rev:")) {
            item = tree.byRevision(text.substring(4));
        } else if (text.startsWith("id:")) {
            item = tree.byId(text);
        } else {
            item = tree.at(DropboxPath.parse(text, "path"));
        }
        return item.orElseThrow(() -> DropboxError.tagged("path", "not_found"));
    }

    WireAnswer makeFolder(DropboxCall call) throws DropboxError {
        return wrapped(tree.makeFolder(DropboxPath.parse(call.text("path"), "path")));
    }

    WireAnswer delete(DropboxCall call) throws DropboxError {
        var text = call.text("path");
        var path = text.startsWith("id:")
                ? tree.byId(text)
                        .map(DropboxItem::path)
                        .orElseThrow(() -> DropboxError.tagged("path_lookup", "not_found"))
                : DropboxPath.parse(text, "path_lookup");
        return wrapped(tree.delete(path, call.optional("parent_rev")));
    }

    private static WireAnswer wrapped(DropboxItem item) {
        var result = JSON.createObjectNode();
        result.set("metadata", item.json());
        return json(result);
    }

    WireAnswer upload(DropboxCall call) throws DropboxError {
        call.allow(COMMIT);
        requireSound(call);
        try {
            return json(withoutTag(commit(call, tree.store().keep(call.content()))));
        } catch (DropboxError e) {
            if (e.answer().status() != 409) {
                throw e;
            }
            throw DropboxError.unwritten(sessions.start(call.content(), true), e);
        }
    }

    private DropboxItem commit(DropboxCall commit, StoredBytes bytes) throws DropboxError {
        return tree.write(DropboxPath.parse(commit.text("path"), "path"), bytes, commit.mode(), commit.modified());
    }

    /// Checks the content of one request: not too much, and with the sender's hash.
    private static void requireSound(DropboxCall call) throws DropboxError {
        if (call.content().length > MOST_BYTES) {
            throw DropboxError.tagged("payload_too_large");
        }
        var hash = call.optional("content_hash");
        if (hash.isPresent() && !hash.get().equals(DropboxTree.hash(StoredBytes.of(call.content())))) {
            throw DropboxError.tagged("content_hash_mismatch");
        }
    }

    WireAnswer start(DropboxCall call) throws DropboxError {
        call.allow("close", "session_type", "content_hash");
        if (call.arguments().has("session_type")
                && !call.arguments().get("session_type").toString().contains("sequential")) {
            throw DropboxError.badRequest("session_type: this double of Dropbox does sequential ones alone");
        }
        requireSound(call);
        var id = sessions.start(call.content(), call.flag("close", false));
        return json(JSON.createObjectNode().put("session_id", id));
    }

    WireAnswer append(DropboxCall call) throws DropboxError {
        call.allow("cursor", "close", "content_hash");
        var cursor = call.inner("cursor").allow("session_id", "offset");
        requireSound(call);
        sessions.append(cursor.text("session_id"), offset(cursor), call.content(), call.flag("close", false));
        return WireAnswer.json(200, "null");
    }

    WireAnswer finish(DropboxCall call) throws DropboxError {
        call.allow("cursor", "commit", "content_hash");
        var cursor = call.inner("cursor").allow("session_id", "offset");
        var commit = call.inner("commit").allow(COMMIT);
        requireSound(call);
        var bytes = sessions.joined(cursor.text("session_id"), offset(cursor), call.content());
        var item = commit(commit, bytes);
        sessions.committed(cursor.text("session_id"));
        return json(withoutTag(item));
    }

    private static long offset(DropboxCall cursor) throws DropboxError {
        return cursor.number("offset", 0, 0, Long.MAX_VALUE);
    }

    WireAnswer download(DropboxCall call, Optional<String> range) throws DropboxError {
        call.allow("path", "rev");
        var item = item(call.text("path"));
        var content = item.content().orElseThrow(() -> DropboxError.tagged("path", "not_file"));
        var answer = part(content.bytes(), range.map(RANGE::matcher).filter(Matcher::matches));
        return answer.with("Dropbox-API-Result", ascii(withoutTag(item)))
                .with("ETag", "W/\"%s\"".formatted(content.rev()));
    }

    private static WireAnswer part(StoredBytes bytes, Optional<Matcher> range) {
        if (range.isEmpty()) {
            return WireAnswer.content(200, bytes);
        }
        long from = Long.parseLong(range.get().group(1));
        if (from >= bytes.size()) {
            return WireAnswer.empty(416).with("Content-Range", "bytes */" + bytes.size());
        }
        var last = range.get().group(2);
        long end = last.isEmpty() ? bytes.size() : Math.min(bytes.size(), Long.parseLong(last) + 1);
        return WireAnswer.content(206, bytes.part(from, end))
                .with("Content-Range", "bytes %d-%d/%d".formatted(from, end - 1, bytes.size()));
    }

    /// The JSON of an item without its type's tag, for a call that always returns a file.
    private static ObjectNode withoutTag(DropboxItem item) {
        var node = item.json();
        node.remove(".tag");
        return node;
    }

    private static String ascii(ObjectNode node) {
        var text = new StringBuilder();
        node.toString()
                .chars()
                .forEach(unit -> text.append(unit < 0x7f ? Character.toString(unit) : "\\u%04x".formatted(unit)));
        return text.toString();
    }

    private static WireAnswer json(ObjectNode node) {
        return WireAnswer.json(200, node.toString());
    }
}
