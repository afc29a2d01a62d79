package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Listings and the feed of changes: a cursor is first a place in a listing, and then one in the changes
/// since that began. Equal cursors give equal pages. Used under the lock of [DropboxFake].
final class DropboxCursors {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final DropboxTree tree;
    private final int pageEntries;
    private final Map<String, Cursor> cursors = new HashMap<>();
    private int made;

    /// @param left the items still to be listed
    /// @param seen the position in the journal
    private record Cursor(DropboxPath folder, boolean isRecursive, int limit, List<DropboxPath> left, int seen) {}

    /// @param pageEntries at most, whatever limit is asked for
    DropboxCursors(DropboxTree tree, int pageEntries) {
        this.tree = tree;
        this.pageEntries = pageEntries;
    }

    ObjectNode list(DropboxPath folder, boolean isRecursive, int limit) throws DropboxError {
        requireFolder(folder);
        var left = tree.below(folder).stream()
                .map(DropboxItem::path)
                .filter(path -> isRecursive || path.parent().lower().equals(folder.lower()))
                .toList();
        return page(new Cursor(folder, isRecursive, limit, left, tree.journal().size()));
    }

    String latest(DropboxPath folder, boolean isRecursive, int limit) throws DropboxError {
        requireFolder(folder);
        return keep(
                new Cursor(folder, isRecursive, limit, List.of(), tree.journal().size()));
    }

    private void requireFolder(DropboxPath folder) throws DropboxError {
        if (folder.isRoot()) {
            return;
        }
        var item = tree.at(folder);
        if (item.isEmpty()) {
            throw DropboxError.tagged("path", "not_found");
        }
        if (!item.get().isFolder()) {
            throw DropboxError.tagged("path", "not_folder");
        }
    }

    ObjectNode next(String cursor) throws DropboxError {
        var known = known(cursor);
        requireFolder(known.folder);
        return page(known);
    }

    /// Whether a call of [#next] would give any change.
    boolean hasNews(String cursor) throws DropboxError {
        var known = known(cursor);
        return !known.left.isEmpty() || isAnyIn(known, known.seen);
    }

    /// Expires all cursors, as after some months: their users must list everything again.
    void forget() {
        cursors.clear();
    }

    private Cursor known(String cursor) throws DropboxError {
        var known = cursors.get(cursor);
        if (known == null) {
            throw DropboxError.tagged("reset");
        }
        return known;
    }

    private ObjectNode page(Cursor cursor) {
        int most = Math.min(cursor.limit, pageEntries);
        var page = JSON.createObjectNode();
        var entries = page.putArray("entries");
        int listed = Math.min(most, cursor.left.size());
        for (var path : cursor.left.subList(0, listed)) {
            tree.at(path).ifPresent(item -> entries.add(item.json()));
        }
        var left = cursor.left.subList(listed, cursor.left.size());
        int seen = cursor.seen;
        if (cursor.left.isEmpty()) {
            for (; seen < tree.journal().size() && entries.size() < most; seen++) {
                var path = tree.journal().get(seen);
                if (isIn(cursor, path) && isLast(seen)) {
                    entries.add(tree.at(path).map(DropboxItem::json).orElseGet(() -> DropboxItem.deleted(path)));
                }
            }
        }
        page.put("cursor", keep(new Cursor(cursor.folder, cursor.isRecursive, cursor.limit, left, seen)));
        page.put("has_more", !left.isEmpty() || (cursor.left.isEmpty() && isAnyIn(cursor, seen)));
        return page;
    }

    private boolean isAnyIn(Cursor cursor, int from) {
        return tree.journal().subList(from, tree.journal().size()).stream().anyMatch(path -> isIn(cursor, path));
    }

    private static boolean isIn(Cursor cursor, DropboxPath path) {
        return cursor.isRecursive
                ? path.lower().startsWith(cursor.folder.lower() + "/")
                : path.parent().lower().equals(cursor.folder.lower());
    }

    /// Whether no later change has the same path.
    private boolean isLast(int index) {
        var path = tree.journal().get(index).lower();
        return tree.journal().subList(index + 1, tree.journal().size()).stream()
                .noneMatch(later -> later.lower().equals(path));
    }

    private String keep(Cursor cursor) {
        made++;
        var name = "AAcursor%04d".formatted(made);
        cursors.put(name, cursor);
        return name;
    }
}
