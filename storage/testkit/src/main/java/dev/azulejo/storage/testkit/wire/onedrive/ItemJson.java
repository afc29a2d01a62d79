package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/// Writes items as the service does.
final class ItemJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String drive;
    private final OneDriveFake.Manner manner;

    ItemJson(String drive, OneDriveFake.Manner manner) {
        this.drive = drive;
        this.manner = manner;
    }

    static ObjectNode object() {
        return JSON.createObjectNode();
    }

    /// @param download address of its content
    ObjectNode whole(Item item, int children, String download) {
        var json = small(item);
        var parent = item.parent;
        if (parent != null) {
            ((ObjectNode) json.get("parentReference")).put("path", path(parent));
        }
        if (item.isFolder) {
            ((ObjectNode) json.get("folder")).put("childCount", children);
            return json;
        }
        json.put("cTag", item.cTag());
        if (!manner.isTerse()) {
            json.put("@microsoft.graph.downloadUrl", download);
        }
        return json;
    }

    /// The item as in the feed of changes: without the path of the parent and the cTag; of a deleted item
    /// the id alone.
    ObjectNode small(Item item) {
        var json = object().put("id", item.id);
        var reference = json.putObject("parentReference").put("driveId", drive).put("driveType", "business");
        var parent = item.parent;
        if (parent != null) {
            reference.put("id", parent.id);
        }
        if (item.isDeleted) {
            json.putObject("deleted").put("state", "deleted");
            return json;
        }
        json.put("@odata.etag", item.eTag()).put("eTag", item.eTag());
        json.put("name", item.name).put("size", item.bytes.size());
        json.put("createdDateTime", item.modified.toString());
        json.put("lastModifiedDateTime", item.modified.toString());
        if (item.isFolder) {
            json.putObject("folder");
        } else {
            var file = json.putObject("file").put("mimeType", "application/octet-stream");
            if (!manner.isTerse()) {
                file.putObject("hashes").put("quickXorHash", item.hash);
            }
        }
        if (parent == null) {
            json.putObject("root");
        }
        return json;
    }

    private String path(Item folder) {
        var below = folder.path();
        var shown = manner.isPathPlain() || below.isEmpty()
                ? below
                : Arrays.stream(below.split("/", -1))
                        .map(name ->
                                URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        return "/drives/%s/root:%s".formatted(drive, shown.isEmpty() ? "" : "/" + shown);
    }
}
