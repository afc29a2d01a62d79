package dev.azulejo.storage.drives.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.drives.DriveFile;
import java.time.Instant;
import java.util.Comparator;

/// A file or folder as Drive knows it.
///
/// @param parent id of the folder that it lies in; empty if we may not know it
/// @param sha256 empty if Drive states none
/// @param revision of its bytes; empty if it has none
record RemoteFile(
        String id,
        String name,
        String type,
        String parent,
        Instant created,
        Instant modified,
        long bytes,
        String sha256,
        String revision,
        boolean isTrashed) {
    static final String FOLDER = "application/vnd.google-apps.folder";
    static final String FIELDS =
            "id,name,mimeType,parents,createdTime,modifiedTime,size,sha256Checksum,headRevisionId,trashed";

    /// The order in which entries of one name get it.
    static final Comparator<RemoteFile> OLDEST_FIRST =
            Comparator.comparing(RemoteFile::created).thenComparing(RemoteFile::id);

    private static final String GOOGLES_OWN = "application/vnd.google-apps.";

    static RemoteFile of(JsonNode json) {
        return new RemoteFile(
                json.path("id").asText(),
                json.path("name").asText(),
                json.path("mimeType").asText(),
                json.path("parents").path(0).asText(),
                time(json.path("createdTime")),
                time(json.path("modifiedTime")),
                json.path("size").asLong(),
                json.path("sha256Checksum").asText(),
                json.path("headRevisionId").asText(),
                json.path("trashed").asBoolean());
    }

    private static Instant time(JsonNode json) {
        return json.isTextual() ? Instant.parse(json.asText()) : Instant.EPOCH;
    }

    boolean isFolder() {
        return type.equals(FOLDER);
    }

    /// Whether it has bytes, unlike Google's own documents and shortcuts.
    boolean hasBytes() {
        return !type.startsWith(GOOGLES_OWN);
    }

    /// Whether it has a key, or leads to keys.
    boolean isShown() {
        return isFolder() || hasBytes();
    }

    DriveFile at(String path) {
        return new DriveFile(path, id, bytes, modified, sha256, revision);
    }
}
