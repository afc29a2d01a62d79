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

/// An item as Graph describes it (its `driveItem`), with the fields that matter here.
///
/// @param parent id of the folder it lies in; empty for the root
/// @param parentPath as in `/drives/…/root:/a%20b`; empty if not stated
/// @param hash its QuickXorHash; empty if not stated
/// @param tag its cTag, which changes with the bytes alone
/// @param download address of its bytes, valid for an hour without further rights; empty if not stated
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

    /// The revision of its bytes: their length and hash if that is stated, so a restored version has
    /// its old revision.
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

    /// The possible paths of its folder from the root of the drive on; empty if not stated. Paths are
    /// percent-encoded by the documentation, but not from some drives; if both readings are possible, both
    /// are here.
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
