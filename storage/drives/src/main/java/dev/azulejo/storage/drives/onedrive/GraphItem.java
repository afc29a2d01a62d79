package dev.azulejo.storage.drives.onedrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.StorageUnavailable;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;

/// What Graph says of an item (its `driveItem`), as far as it matters here.
///
/// @param parent id of the folder it lies in; empty for the root
/// @param parentPath as in `/drives/…/root:/a%20b`; empty where it is not told
/// @param hash its QuickXorHash; empty where it is not told
/// @param tag its cTag, which changes with the bytes alone
/// @param download where its bytes are, for an hour and for whoever has the address; empty where it is not told
record GraphItem(
        String id,
        String name,
        String parent,
        String parentPath,
        boolean isFile,
        boolean isFolder,
        boolean isDeleted,
        long bytes,
        Instant modified,
        String hash,
        String tag,
        String download) {
    private static final String ROOT = "root:";

    static GraphItem of(JsonNode json) {
        // Notebooks are packages, and links to drives of others are remote items: neither is a file or folder here.
        boolean isOther = json.has("package") || json.has("remoteItem");
        var tag = json.path("cTag").asText("");
        return new GraphItem(
                json.path("id").asText(""),
                json.path("name").asText(""),
                json.path("parentReference").path("id").asText(""),
                json.path("parentReference").path("path").asText(""),
                json.has("file") && !isOther,
                json.has("folder") && !isOther,
                json.has("deleted"),
                json.path("size").asLong(-1),
                time(json.path("lastModifiedDateTime").asText("")),
                json.path("file").path("hashes").path("quickXorHash").asText(""),
                tag.isEmpty() ? json.path("eTag").asText("") : tag,
                json.path("@microsoft.graph.downloadUrl").asText(""));
    }

    /// What its bytes are: by their length and hash where that is told, so that a version that comes back has the one
    /// that it had.
    String revision() {
        return hash.isEmpty() ? tag : "%d-%s".formatted(bytes, hash);
    }

    private static Instant time(String text) {
        try {
            return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw new StorageUnavailable("OneDrive tells a time that is none: " + e.getParsedString(), e);
        }
    }

    /// How the folder it lies in may be called from the root of the drive on; none where that is not told. Paths are
    /// percent-encoded by the documentation, and are not from some drives: where both can be meant, both are here.
    List<String> folders() {
        int start = parentPath.indexOf(ROOT);
        if (start < 0) {
            return List.of();
        }
        var text = parentPath.substring(start + ROOT.length());
        var path = text.startsWith("/") ? text.substring(1) : text;
        return Stream.of(decoded(path), path).distinct().toList();
    }

    private static String decoded(String path) {
        try {
            return URLDecoder.decode(path.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return path; // a percent sign of its own
        }
    }
}
