package dev.azulejo.storage.testkit.wire.onedrive;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.storage.testkit.wire.WireAnswer;

/// Makes answers of items. Guarded by the fake.
final class Shown {
    private final ItemTree tree;
    private final ItemJson json;
    private final Downloads downloads;

    Shown(ItemTree tree, ItemJson json, Downloads downloads) {
        this.tree = tree;
        this.json = json;
        this.downloads = downloads;
    }

    /// @param content address that serves content
    ObjectNode whole(Item item, String content) {
        return json.whole(item, tree.children(item).size(), item.isFolder ? "" : content + downloads.path(item));
    }

    ObjectNode small(Item item) {
        return json.small(item);
    }

    String download(Item file, String content) {
        return content + downloads.path(file);
    }

    /// The answer to an upload, without an address for its content.
    WireAnswer stored(ItemTree.Stored stored) {
        var item = json.whole(stored.item(), 0, "");
        item.remove("@microsoft.graph.downloadUrl");
        return WireAnswer.json(stored.isNew() ? 201 : 200, item.toString());
    }
}
