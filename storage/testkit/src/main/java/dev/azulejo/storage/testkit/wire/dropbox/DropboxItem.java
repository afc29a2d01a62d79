package dev.azulejo.storage.testkit.wire.dropbox;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.Instant;
import java.util.Optional;

/// A file or a folder.
///
/// @param path its display has the case of folders as its writer wrote them, which need not be that of the
///     folders: "in rare instances the casing will not correctly match"
/// @param content of a file; a folder has none
record DropboxItem(DropboxPath path, String id, Optional<Content> content) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /// One revision of a file.
    record Content(StoredBytes bytes, String rev, String hash, Instant clientModified, Instant serverModified) {}

    boolean isFolder() {
        return content.isEmpty();
    }

    ObjectNode json() {
        var node = base(isFolder() ? "folder" : "file", path).put("id", id);
        content.ifPresent(file -> node.put("client_modified", file.clientModified.toString())
                .put("server_modified", file.serverModified.toString())
                .put("rev", file.rev)
                .put("size", file.bytes.size())
                .put("is_downloadable", true)
                .put("content_hash", file.hash));
        return node;
    }

    static ObjectNode deleted(DropboxPath path) {
        return base("deleted", path);
    }

    private static ObjectNode base(String tag, DropboxPath path) {
        return JSON.createObjectNode()
                .put(".tag", tag)
                .put("name", path.name())
                .put("path_lower", path.lower())
                .put("path_display", path.display());
    }
}
