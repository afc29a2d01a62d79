package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// The feed of changes (<https://developers.google.com/workspace/drive/api/guides/manage-changes>). For a
/// folder that moves or goes to the trash, it reports the folder alone, not its contents. Channels are kept
/// and end, but are never sent a message.
final class Changes {
    private static final Duration LONGEST_CHANNEL = Duration.ofDays(7);
    private static final String USUAL =
            "kind,nextPageToken,newStartPageToken,changes(kind,changeType,time,removed,fileId,file(kind,id,name,mimeType))";

    private final Items items;
    private final ItemJson json;
    private final int pageSize;
    private final List<Channel> channels = new ArrayList<>();

    /// A channel for messages about changes.
    record Channel(String id, String address, String token, Instant expiration) {}

    Changes(Items items, ItemJson json, int pageSize) {
        this.items = items;
        this.json = json;
        this.pageSize = pageSize;
    }

    WireAnswer start(WireRequest request) {
        var answer = ItemJson.JSON
                .createObjectNode()
                .put("kind", "drive#startPageToken")
                .put("startPageToken", Integer.toString(items.end()));
        return ItemJson.answer(answer, request, "kind,startPageToken");
    }

    WireAnswer list(WireRequest request) {
        int from = position(request);
        var changed = items.changedSince(from);
        var page = changed.subList(0, Math.min(pageSize, changed.size()));
        var answer = ItemJson.JSON.createObjectNode().put("kind", "drive#changeList");
        var changes = answer.putArray("changes");
        page.forEach(id -> changes.add(change(id)));
        if (page.size() < changed.size()) {
            answer.put("nextPageToken", Integer.toString(items.lastChange(page.getLast()) + 1));
        } else {
            answer.put("newStartPageToken", Integer.toString(items.end()));
        }
        return ItemJson.answer(answer, request, USUAL);
    }

    private int position(WireRequest request) {
        var token = request.parameter("pageToken").orElseThrow(() -> DriveProblem.invalid("pageToken"));
        if (!token.matches("\\d{1,9}") || Integer.parseInt(token) > items.end()) {
            throw DriveProblem.invalid("pageToken");
        }
        return Integer.parseInt(token);
    }

    private ObjectNode change(String id) {
        var change = ItemJson.JSON
                .createObjectNode()
                .put("kind", "drive#change")
                .put("changeType", "file")
                .put("time", Items.now().toString())
                .put("fileId", id);
        var item = items.find(id);
        change.put("removed", item.isEmpty());
        item.ifPresent(found -> change.set("file", json.of(found)));
        return change;
    }

    /// Answers `changes.watch`, as <https://developers.google.com/workspace/drive/api/guides/push> says: an
    /// address with https, an id of the caller's, a token that comes back with each message, an end after
    /// at most a week.
    WireAnswer watch(WireRequest request) {
        position(request);
        var said = ItemJson.parsed(request.body());
        var address = said.path("address").asText();
        if (!said.path("type").asText().matches("web_?hook")
                || said.path("id").asText().isEmpty()) {
            throw new DriveProblem(400, "global", "required", "Required");
        }
        if (!address.startsWith("https://")) {
            throw new DriveProblem(
                    400, "global", "push.webhookUrlNotHttps", "WebHook callback must be HTTPS: " + address);
        }
        var latest = Items.now().plus(LONGEST_CHANNEL);
        var asked = said.has("expiration")
                ? Instant.ofEpochMilli(said.path("expiration").asLong())
                : Items.now().plus(Duration.ofHours(1));
        var channel = new Channel(
                said.path("id").asText(), address, said.path("token").asText(), asked.isAfter(latest) ? latest : asked);
        channels.add(channel);
        var answer = ItemJson.JSON
                .createObjectNode()
                .put("kind", "api#channel")
                .put("id", channel.id)
                .put("resourceId", "fake-changes")
                .put("resourceUri", "https://www.googleapis.com/drive/v3/changes")
                .put("token", channel.token)
                .put("expiration", Long.toString(channel.expiration.toEpochMilli()));
        return ItemJson.answer(answer, request, "*");
    }

    WireAnswer stop(WireRequest request) {
        var id = ItemJson.parsed(request.body()).path("id").asText();
        if (!channels.removeIf(channel -> channel.id.equals(id))) {
            throw new DriveProblem(404, "global", "notFound", "Channel '%s' not found".formatted(id));
        }
        return WireAnswer.empty(204);
    }
}
