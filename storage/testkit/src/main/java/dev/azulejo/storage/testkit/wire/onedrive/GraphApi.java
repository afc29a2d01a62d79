package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// The answers of the API to authorized requests. Guarded by the fake.
final class GraphApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String VERSIONS = "versions";
    private static final String SUBSCRIPTIONS = "/subscriptions";
    private static final Pattern RESTORED = Pattern.compile("versions/(\\d{1,6})\\.0/restoreVersion");
    private static final int MOST_AT_ONCE = 250 << 20;

    private final String drive;
    private final OneDriveFake.Manner manner;
    private final ItemTree tree;
    private final UploadSessions uploads;
    private final Shown shown;
    private final Subscriptions subscriptions;
    private final ChangeFeed feed;

    GraphApi(
            String drive,
            OneDriveFake.Manner manner,
            ItemTree tree,
            UploadSessions uploads,
            Shown shown,
            Subscriptions subscriptions) {
        this.drive = drive;
        this.manner = manner;
        this.tree = tree;
        this.uploads = uploads;
        this.shown = shown;
        this.subscriptions = subscriptions;
        this.feed = new ChangeFeed(tree, shown, manner.pageSize());
    }

    void forgetChanges() {
        feed.forget();
    }

    /// A request, and the place that it names.
    ///
    /// @param address of the API itself, for links
    /// @param content address that serves content
    private record Call(WireRequest request, Place place, String address, String content) {
        String address(Item item) {
            return address + "/me/drive/items/" + item.id;
        }
    }

    WireAnswer answer(WireRequest request, String path, String address, String content) {
        if (path.equals(SUBSCRIPTIONS) && request.method().equals("POST")) {
            return subscriptions.create(body(request));
        }
        if (path.startsWith(SUBSCRIPTIONS + "/")) {
            return subscriptions.change(request.method(), path.substring(SUBSCRIPTIONS.length() + 1), body(request));
        }
        var place = Place.parse(path, drive).orElseThrow(() -> GraphError.notFound(path));
        var call = new Call(request, place, address, content);
        if (place.isDrive()) {
            return drive();
        }
        if (place.action().startsWith(VERSIONS)) {
            return versions(call);
        }
        var action = place.action().isEmpty() ? "item" : place.action().replaceFirst("\\(.*", "");
        return switch (request.method() + " " + action) {
            case "GET item" -> selected(shown.whole(item(place), content), request);
            case "PATCH item" -> change(call);
            case "DELETE item" -> delete(call);
            case "GET children" -> children(call);
            case "POST children" -> makeFolder(call);
            case "GET content" -> content(call);
            case "PUT content" -> store(call);
            case "POST createUploadSession" -> beginUpload(call);
            case "GET delta" -> feed.answer(request, place, item(place), address);
            default -> throw new GraphError(405, "invalidRequest", "Not supported: " + request.method() + " " + path);
        };
    }

    private WireAnswer drive() {
        var json = ItemJson.object().put("id", drive).put("driveType", "business");
        long used = tree.bytes();
        json.putObject("quota")
                .put("total", manner.mostBytes())
                .put("used", used)
                .put("remaining", manner.mostBytes() - used);
        return WireAnswer.json(200, json.toString());
    }

    private Item from(Place place) {
        return tree.byId(place.from()).orElseThrow(() -> GraphError.notFound(place.from()));
    }

    private Item item(Place place) {
        return tree.below(from(place), place.below()).orElseThrow(() -> GraphError.notFound(place.below()));
    }

    private static JsonNode body(WireRequest request) {
        try {
            return request.body().length == 0 ? ItemJson.object() : JSON.readTree(request.body());
        } catch (JsonProcessingException e) {
            throw GraphError.invalid("The body is no JSON");
        } catch (IOException e) {
            throw new IllegalStateException("an array does not fail", e);
        }
    }

    private static WireAnswer selected(ObjectNode json, WireRequest request) {
        request.parameter("$select")
                .or(() -> request.parameter("select"))
                .ifPresent(names -> json.retain(Arrays.asList(("@odata.etag," + names).split(",", -1))));
        return WireAnswer.json(200, json.toString());
    }

    private static void checkMatch(WireRequest request, Optional<Item> there) {
        boolean isOther = request.header("if-match")
                .filter(tag -> there.filter(item -> item.matches(tag)).isEmpty())
                .isPresent();
        boolean isSame = request.header("if-none-match")
                .filter(tag -> there.filter(item -> item.matches(tag)).isPresent())
                .isPresent();
        if (isOther || isSame) {
            throw new GraphError(412, "resourceModified", "ETag does not match current item's value");
        }
    }

    private void checkRoom(long bytes) {
        if (tree.bytes() + bytes > manner.mostBytes()) {
            throw new GraphError(507, "quotaLimitReached", "The user has reached their quota limit.");
        }
    }

    private WireAnswer change(Call call) {
        var item = item(call.place());
        checkMatch(call.request(), Optional.of(item));
        var body = body(call.request());
        var above = body.path("parentReference").path("id");
        var parent = above.isTextual()
                ? tree.byId(above.textValue()).orElseThrow(() -> GraphError.notFound(above.textValue()))
                : item.parent;
        if (parent == null) {
            throw GraphError.invalid("The root stays as it is");
        }
        tree.move(item, parent, body.path("name").asText(item.name));
        return WireAnswer.json(200, shown.whole(item, call.content()).toString());
    }

    private WireAnswer delete(Call call) {
        var item = item(call.place());
        checkMatch(call.request(), Optional.of(item));
        if (item == tree.root) {
            throw GraphError.invalid("The root stays");
        }
        tree.delete(item);
        return WireAnswer.empty(204);
    }

    private WireAnswer children(Call call) {
        var folder = item(call.place());
        int most = Math.min(
                manner.pageSize(),
                call.request().parameter("$top").map(Integer::parseInt).orElse(manner.pageSize()));
        var after =
                call.request().parameter("$skiptoken").map(GraphApi::decoded).orElse("");
        var rest = tree.children(folder).stream()
                .filter(item -> ItemNames.folded(item.name).compareTo(after) > 0)
                .toList();
        var json = ItemJson.object();
        var value = json.putArray("value");
        var page = rest.subList(0, Math.min(most, rest.size()));
        page.forEach(item -> value.add(shown.whole(item, call.content())));
        if (page.size() < rest.size()) {
            var token = Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(ItemNames.folded(page.getLast().name).getBytes(StandardCharsets.UTF_8));
            json.put("@odata.nextLink", "%s/children?$skiptoken=%s".formatted(call.address(folder), token));
        }
        return WireAnswer.json(200, json.toString());
    }

    private static String decoded(String token) {
        return new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
    }

    private WireAnswer makeFolder(Call call) {
        var body = body(call.request());
        if (!body.has("folder")) {
            throw GraphError.invalid("Only folders are made so");
        }
        var parent = item(call.place());
        if (!parent.isFolder) {
            throw GraphError.invalid("Not a folder");
        }
        var conflict = ItemTree.Conflict.parse(
                body.path("@microsoft.graph.conflictBehavior").asText("fail"));
        var folder = tree.makeFolder(parent, body.path("name").asText(), conflict);
        return WireAnswer.json(201, shown.whole(folder, call.content()).toString());
    }

    private WireAnswer content(Call call) {
        var file = item(call.place());
        if (file.isFolder) {
            throw GraphError.invalid("A folder has no content");
        }
        boolean isKnown =
                call.request().header("if-none-match").filter(file::matches).isPresent();
        return isKnown
                ? WireAnswer.empty(304)
                : WireAnswer.empty(302).with("Location", shown.download(file, call.content()));
    }

    /// Lists the versions, numbered from `1.0`, the newest first, or restores one.
    private WireAnswer versions(Call call) {
        var file = item(call.place());
        var contents = file.versions();
        if (call.request().method().equals("GET") && call.place().action().equals(VERSIONS)) {
            var json = ItemJson.object();
            var value = json.putArray("value");
            for (int number = contents.size(); number > 0; number--) {
                value.addObject()
                        .put("id", number + ".0")
                        .put("size", contents.get(number - 1).size());
            }
            return WireAnswer.json(200, json.toString());
        }
        var restored = RESTORED.matcher(call.place().action());
        if (!call.request().method().equals("POST") || !restored.matches()) {
            throw new GraphError(405, "invalidRequest", "Not supported");
        }
        int number = Integer.parseInt(restored.group(1));
        if (number < 1 || number > contents.size()) {
            throw GraphError.notFound(call.place().action());
        }
        tree.replace(file, contents.get(number - 1));
        return WireAnswer.empty(204);
    }

    /// Stores a file; missing folders are made, as the service does for small files alone.
    private WireAnswer store(Call call) {
        var request = call.request();
        if (request.body().length > MOST_AT_ONCE) {
            throw new GraphError(413, "invalidRequest", "The file is too large for a simple upload");
        }
        checkRoom(request.body().length);
        var place = call.place();
        var conflict = ItemTree.Conflict.parse(
                request.parameter("@microsoft.graph.conflictBehavior").orElse("replace"));
        if (!place.below().isEmpty()) {
            var parent = tree.folders(from(place), place.parentPath());
            return shown.stored(tree.store(parent, place.name(), bytes(request), conflict));
        }
        var file = item(place);
        if (file.parent == null) {
            throw GraphError.invalid("The root has no content");
        }
        return shown.stored(tree.store(file.parent, file.name, bytes(request), ItemTree.Conflict.REPLACE));
    }

    private StoredBytes bytes(WireRequest request) {
        return tree.bytesOfFiles().keep(request.body());
    }

    private WireAnswer beginUpload(Call call) {
        var place = call.place();
        var body = body(call.request());
        checkRoom(body.path("item").path("fileSize").asLong(0));
        if (place.below().isEmpty()) {
            var file = item(place);
            if (file.parent == null || file.isFolder) {
                throw GraphError.invalid("A folder has no content");
            }
            checkMatch(call.request(), Optional.of(file));
            return WireAnswer.json(
                    200,
                    uploads.create(file.parent, file.name, body, call.content()).toString());
        }
        var parent = tree.below(from(place), place.parentPath())
                .filter(item -> item.isFolder)
                .orElseThrow(() -> GraphError.notFound(place.parentPath()));
        checkMatch(call.request(), tree.child(parent, place.name()));
        return WireAnswer.json(
                200, uploads.create(parent, place.name(), body, call.content()).toString());
    }
}
