package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.io.IOException;
import java.util.Optional;

/// Items as the API writes them
/// (<https://developers.google.com/workspace/drive/api/reference/rest/v3/files>). Without a mask of fields
/// the API returns few, and so does this.
final class ItemJson {
    static final ObjectMapper JSON = new ObjectMapper();
    static final String OF_FILE = "kind,id,name,mimeType";

    private final Items items;

    ItemJson(Items items) {
        this.items = items;
    }

    ObjectNode of(Item item) {
        var json = JSON.createObjectNode()
                .put("kind", "drive#file")
                .put("id", item.id)
                .put("name", item.name)
                .put("mimeType", item.type)
                .put("trashed", items.isTrashed(item))
                .put("explicitlyTrashed", item.isTrashed)
                .put("createdTime", item.created.toString())
                .put("modifiedTime", item.modified.toString());
        if (!item.parent.isEmpty()) {
            json.putArray("parents").add(item.parent);
        }
        if (item.hasBytes() && !item.revisions.isEmpty()) {
            var head = item.head();
            json.put("headRevisionId", head.id())
                    .put("size", Long.toString(head.bytes().size()))
                    .put("md5Checksum", head.md5())
                    .put("sha256Checksum", head.sha256());
        }
        return json;
    }

    Optional<JsonNode> find(String id) {
        return items.find(id).map(this::of);
    }

    static ObjectNode of(Item.Revision revision) {
        return JSON.createObjectNode()
                .put("kind", "drive#revision")
                .put("id", revision.id())
                .put("mimeType", revision.type())
                .put("modifiedTime", revision.modified().toString())
                .put("size", Long.toString(revision.bytes().size()))
                .put("md5Checksum", revision.md5());
    }

    /// @param usual fields, if none were asked for
    static WireAnswer answer(JsonNode whole, WireRequest request, String usual) {
        return answer(
                whole,
                request.parameter("fields").filter(mask -> !mask.isEmpty()).orElse(usual));
    }

    static WireAnswer answer(JsonNode whole, String fields) {
        return WireAnswer.json(200, FieldMask.parse(fields).of(whole).toString())
                .with("Content-Type", "application/json; charset=UTF-8");
    }

    /// Sets the fields of an item that a caller may set.
    void set(Item item, JsonNode said) {
        item.name = said.path("name").asText(item.name);
        item.type = said.path("mimeType").asText(item.type);
        item.isTrashed = said.path("trashed").asBoolean(item.isTrashed);
    }

    static JsonNode parsed(byte[] body) {
        try {
            return body.length == 0 ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (IOException e) {
            throw new DriveProblem(400, "global", "parseError", "Parse Error");
        }
    }
}
