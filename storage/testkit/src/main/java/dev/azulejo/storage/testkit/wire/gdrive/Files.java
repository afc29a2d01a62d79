package dev.azulejo.storage.testkit.wire.gdrive;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The methods of `files` and `revisions`.
final class Files {
    private static final int MOST_IDS = 1000;

    private final Items items;
    private final ItemJson json;
    private final int pageSize;
    private final Set<String> given = new HashSet<>(); // ids

    Files(Items items, ItemJson json, int pageSize) {
        this.items = items;
        this.json = json;
        this.pageSize = pageSize;
    }

    WireAnswer generateIds(WireRequest request) {
        int count = request.parameter("count").map(Integer::parseInt).orElse(10);
        if (count < 1 || count > MOST_IDS) {
            throw DriveProblem.invalid("count");
        }
        var answer = ItemJson.JSON
                .createObjectNode()
                .put("kind", "drive#generatedIds")
                .put("space", "drive");
        var ids = answer.putArray("ids");
        for (int index = 0; index < count; index++) {
            var id = items.freshId();
            given.add(id);
            ids.add(id);
        }
        return ItemJson.answer(answer, request, "*");
    }

    /// Lists files; pages may be shorter than asked for, and here they are.
    WireAnswer list(WireRequest request) {
        var found = items.all(DriveQuery.parse(request.parameter("q").orElse(""), items));
        var sorted = request.parameter("orderBy")
                .map(Files::order)
                .map(order -> found.stream().sorted(order).toList())
                .orElse(found);
        int from = request.parameter("pageToken").map(Files::position).orElse(0);
        int asked = request.parameter("pageSize").map(Integer::parseInt).orElse(100);
        var page = sorted.subList(
                Math.min(from, sorted.size()), Math.min(from + Math.min(asked, pageSize), sorted.size()));
        var answer =
                ItemJson.JSON.createObjectNode().put("kind", "drive#fileList").put("incompleteSearch", false);
        if (from + page.size() < sorted.size()) {
            answer.put("nextPageToken", "~!!~" + (from + page.size()));
        }
        var files = answer.putArray("files");
        page.forEach(item -> files.add(json.of(item)));
        return ItemJson.answer(
                answer, request, "kind,incompleteSearch,nextPageToken,files(%s)".formatted(ItemJson.OF_FILE));
    }

    private static int position(String token) {
        if (!token.matches("~!!~\\d{1,9}")) {
            throw DriveProblem.invalid("pageToken");
        }
        return Integer.parseInt(token.substring(4));
    }

    private static Comparator<Item> order(String keys) {
        Comparator<Item> order = (_, _) -> 0;
        for (var key : keys.split(",", -1)) {
            var words = key.strip().split(" ", -1);
            Comparator<Item> by = switch (words[0]) {
                case "createdTime" -> Comparator.comparing(item -> item.created);
                case "modifiedTime" -> Comparator.comparing(item -> item.modified);
                case "name" -> Comparator.comparing(item -> item.name);
                default -> throw DriveProblem.invalid("orderBy");
            };
            order = order.thenComparing(words.length > 1 ? by.reversed() : by);
        }
        return order;
    }

    WireAnswer get(WireRequest request, String id) {
        var item = there(id);
        if (!request.parameter("alt").filter("media"::equals).isPresent()) {
            return ItemJson.answer(json.of(item), request, ItemJson.OF_FILE);
        }
        if (!item.hasBytes()) {
            throw new DriveProblem(
                    403,
                    "global",
                    "fileNotDownloadable",
                    "Only files with binary content can be downloaded. Use Export with Docs Editors files.");
        }
        return Media.answer(item.head().bytes(), request);
    }

    /// Makes a new file or folder, with bytes if there are any.
    Item create(JsonNode said, Optional<String> type, StoredBytes bytes) {
        var id = said.path("id").asText(items.freshId());
        checkFree(said);
        var parents = said.path("parents");
        var parent = there(parents.isEmpty() ? Items.ROOT : parents.get(0).asText());
        if (!parent.isFolder()) {
            throw DriveProblem.invalid("parents");
        }
        var item = items.create(id, parent.id);
        type.ifPresent(told -> item.type = told);
        json.set(item, said);
        if (item.hasBytes()) {
            items.addRevision(item, bytes);
        }
        items.noteChange(item);
        return item;
    }

    /// @throws DriveProblem when the id is taken, or was never issued
    void checkFree(JsonNode said) {
        if (!said.has("id")) {
            return;
        }
        if (items.find(said.path("id").asText()).isPresent()) {
            throw DriveProblem.taken();
        }
        if (!given.contains(said.path("id").asText())) {
            throw new DriveProblem(400, "global", "invalid", "The provided file ID is not usable.");
        }
    }

    /// @param bytes that are new, if any
    Item update(WireRequest request, String id, JsonNode said, Optional<StoredBytes> bytes) {
        var item = there(id);
        json.set(item, said);
        request.parameter("addParents").ifPresent(parent -> item.parent = there(parent).id);
        bytes.ifPresent(content -> items.addRevision(item, content));
        items.noteChange(item);
        return item;
    }

    WireAnswer delete(String id) {
        if (Items.known(id).equals(Items.ROOT)) {
            throw new DriveProblem(403, "global", "insufficientFilePermissions", "The root cannot be deleted.");
        }
        items.remove(there(id));
        return WireAnswer.empty(204);
    }

    WireAnswer revisions(WireRequest request, String id) {
        var answer = ItemJson.JSON.createObjectNode().put("kind", "drive#revisionList");
        var revisions = answer.putArray("revisions");
        there(id).revisions.forEach(revision -> revisions.add(ItemJson.of(revision)));
        return ItemJson.answer(answer, request, "kind,revisions(kind,id,mimeType,modifiedTime)");
    }

    WireAnswer revision(WireRequest request, String id, String revisionId) {
        var item = there(id);
        var revision = item.revisions.stream()
                .filter(one -> one.id().equals(revisionId))
                .findFirst()
                .orElseThrow(() ->
                        new DriveProblem(404, "global", "notFound", "Revision not found: %s.".formatted(revisionId)));
        if (request.method().equals("DELETE")) {
            return deleted(item, revision);
        }
        return request.parameter("alt").filter("media"::equals).isPresent()
                ? Media.answer(revision.bytes(), request)
                : ItemJson.answer(ItemJson.of(revision), request, "kind,id,mimeType,modifiedTime");
    }

    /// Deletes a revision; "The last remaining file version can't be deleted", says the reference.
    private WireAnswer deleted(Item item, Item.Revision revision) {
        if (item.revisions.size() == 1) {
            throw new DriveProblem(403, "global", "cannotDeleteOnlyRevision", "The only revision cannot be deleted.");
        }
        item.revisions.remove(revision);
        items.noteChange(item);
        return WireAnswer.empty(204);
    }

    Item there(String id) {
        return items.find(id).orElseThrow(() -> DriveProblem.notFound(id));
    }

    List<Item> named(String parent, String name) {
        return items.all(item -> item.parent.equals(Items.known(parent)) && item.name.equals(name));
    }
}
