package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A file or a folder; guarded by its tree.
final class Item {
    final String id;
    final boolean isFolder;
    String name;

    @Nullable Item parent; // of the root alone there is none

    StoredBytes bytes = StoredBytes.of(new byte[0]);
    String hash = "";
    Instant modified;
    long changed; // by the clock of the feed of changes
    boolean isDeleted;
    private final String guid;
    private final List<StoredBytes> versions = new ArrayList<>();
    private int version = 1;
    private int contentVersion = 1;

    Item(int number, String name, @Nullable Item parent, boolean isFolder, Instant now) {
        this.id = parent == null ? "01ROOT" : "01ITEM%06d".formatted(number);
        this.guid = "{00000000-0000-4000-8000-%012d}".formatted(number);
        this.name = name;
        this.parent = parent;
        this.isFolder = isFolder;
        this.modified = now;
    }

    void changes() {
        version++;
    }

    void holds(StoredBytes content, Instant now) {
        bytes = content;
        versions.add(content);
        hash = QuickXor.of(content);
        modified = now;
        version++;
        contentVersion++;
    }

    /// All contents so far, from the first on.
    List<StoredBytes> versions() {
        return List.copyOf(versions);
    }

    String eTag() {
        return "\"%s,%d\"".formatted(guid, version);
    }

    String cTag() {
        return "\"c:%s,%d\"".formatted(guid, contentVersion);
    }

    boolean matches(String tag) {
        return tag.equals("*") || tag.equals(eTag()) || tag.equals(cTag());
    }

    /// The folders above it, from the root on.
    List<Item> ancestors() {
        var above = new ArrayList<Item>();
        for (var at = parent; at != null; at = at.parent) {
            above.add(at);
        }
        return above.reversed();
    }

    /// The path below the root, without a slash before it.
    String path() {
        if (parent == null) {
            return "";
        }
        var above = parent.path();
        return above.isEmpty() ? name : above + "/" + name;
    }
}
