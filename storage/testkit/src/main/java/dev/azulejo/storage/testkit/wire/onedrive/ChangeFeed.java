package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.WireAnswer;
import dev.azulejo.storage.testkit.wire.WireRequest;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.regex.Pattern;

/// The feed `delta`: each changed item as it is now, in pages. Without the header `deltaExcludeParent` the
/// folders above it are included. Guarded by the fake.
final class ChangeFeed {
    private static final Pattern IN_PATH = Pattern.compile("delta\\(token='([^']*)'\\)");

    private final ItemTree tree;
    private final Shown shown;
    private final int pageSize;
    private long forgotten;

    ChangeFeed(ItemTree tree, Shown shown, int pageSize) {
        this.tree = tree;
        this.shown = shown;
        this.pageSize = pageSize;
    }

    void forget() {
        forgotten = tree.skip();
    }

    WireAnswer answer(WireRequest request, Place place, Item folder, String address) {
        if (folder != tree.root) {
            throw new GraphError(501, "notSupported", "Only the root of the drive tells of changes");
        }
        var inPath = IN_PATH.matcher(place.action());
        var token = request.parameter("token")
                .or(() -> inPath.matches() ? Optional.of(inPath.group(1)) : Optional.empty())
                .orElse("0");
        var base = address + "/me/drive/root/delta";
        if (token.equals("latest")) {
            var json = ItemJson.object();
            json.putArray("value");
            return WireAnswer.json(
                    200,
                    json.put("@odata.deltaLink", base + "?token=" + tree.now()).toString());
        }
        long since = since(token);
        if (since > 0 && since < forgotten) {
            return new GraphError(
                            410,
                            "resyncRequired",
                            "Resync required. Replace any local items with the server's version.",
                            "resyncChangesApplyDifferences")
                    .answer()
                    .with("Location", base);
        }
        return page(since, request.header("deltaexcludeparent").isPresent(), base);
    }

    private static long since(String token) {
        try {
            return Long.parseLong(token);
        } catch (NumberFormatException e) {
            throw GraphError.invalid("The token is none: " + token);
        }
    }

    private WireAnswer page(long since, boolean isWithoutParents, String base) {
        var changed = tree.changedSince(since);
        var page = changed.subList(0, Math.min(pageSize, changed.size()));
        var items = new LinkedHashSet<Item>();
        for (var item : page) {
            if (!isWithoutParents) {
                items.addAll(item.ancestors());
            }
            items.add(item);
        }
        var json = ItemJson.object();
        var value = json.putArray("value");
        items.forEach(item -> value.add(shown.small(item)));
        boolean isLast = page.size() == changed.size();
        long until = isLast ? tree.now() : page.getLast().changed;
        json.put(isLast ? "@odata.deltaLink" : "@odata.nextLink", base + "?token=" + until);
        return WireAnswer.json(200, json.toString());
    }
}
