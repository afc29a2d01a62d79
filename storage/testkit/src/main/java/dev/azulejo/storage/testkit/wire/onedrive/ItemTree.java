package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// All items of a drive, also deleted ones, which the feed of changes reports. Guarded by the fake.
final class ItemTree {
    /// What to do about another item of the name.
    enum Conflict {
        FAIL,
        REPLACE,
        RENAME;

        /// @throws GraphError for any other word
        static Conflict parse(String word) {
            return switch (word) {
                case "fail" -> FAIL;
                case "replace" -> REPLACE;
                case "rename" -> RENAME;
                default -> throw GraphError.invalid("The conflict behavior is one of fail, replace, rename");
            };
        }
    }

    /// @param isNew whether there was none before
    record Stored(Item item, boolean isNew) {}

    final Item root;
    private final Map<String, Item> items = new HashMap<>();
    private final InstantSource clock;
    private final ByteStore store;
    private long now;
    private int numbers;

    ItemTree(InstantSource clock, ByteStore store) {
        this.clock = clock;
        this.store = store;
        root = add("root", null, true);
    }

    ByteStore bytesOfFiles() {
        return store;
    }

    private Item add(String name, @Nullable Item parent, boolean isFolder) {
        var item = new Item(++numbers, name, parent, isFolder, clock.instant());
        items.put(item.id, item);
        touch(item);
        return item;
    }

    private void touch(Item item) {
        item.changed = ++now;
    }

    /// The present position of the feed of changes.
    long now() {
        return now;
    }

    /// Moves the feed on without a change.
    long skip() {
        return ++now;
    }

    Optional<Item> byId(String id) {
        return id.equals("root")
                ? Optional.of(root)
                : Optional.ofNullable(items.get(id)).filter(item -> !item.isDeleted);
    }

    Optional<Item> child(Item folder, String name) {
        return children(folder).stream()
                .filter(item -> ItemNames.folded(item.name).equals(ItemNames.folded(name)))
                .findFirst();
    }

    List<Item> children(Item folder) {
        return items.values().stream()
                .filter(item -> item.parent == folder && !item.isDeleted)
                .sorted(Comparator.comparing(item -> ItemNames.folded(item.name)))
                .toList();
    }

    /// @param path without a slash before it; empty for `from`
    Optional<Item> below(Item from, String path) {
        var at = Optional.of(from);
        for (var name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            at = at.flatMap(folder -> child(folder, name));
        }
        return at;
    }

    Item makeFolder(Item parent, String name, Conflict conflict) {
        ItemNames.checked(name, true, parent == root);
        var there = child(parent, name);
        if (there.isPresent() && conflict != Conflict.RENAME) {
            if (conflict == Conflict.FAIL || !there.get().isFolder) {
                throw GraphError.nameExists();
            }
            return there.get();
        }
        return add(there.isPresent() ? free(parent, name) : name, parent, true);
    }

    /// Finds a folder, which is made with all above it if it is missing.
    Item folders(Item from, String path) {
        var at = from;
        for (var name : path.isEmpty() ? new String[0] : path.split("/", -1)) {
            var above = at;
            at = child(above, name).orElseGet(() -> makeFolder(above, name, Conflict.FAIL));
            if (!at.isFolder) {
                throw GraphError.notFound(path);
            }
        }
        return at;
    }

    /// Makes a file, or replaces its content, in which case its name stays as it was.
    Stored store(Item parent, String name, StoredBytes bytes, Conflict conflict) {
        ItemNames.checked(name, false, parent == root);
        ItemNames.checkPath(parent.path() + "/" + name);
        var there = child(parent, name);
        if (there.isPresent() && (conflict == Conflict.FAIL || there.get().isFolder)) {
            throw GraphError.nameExists();
        }
        if (there.isPresent() && conflict == Conflict.REPLACE) {
            replace(there.get(), bytes);
            return new Stored(there.get(), false);
        }
        var item = add(there.isPresent() ? free(parent, name) : name, parent, false);
        item.holds(bytes, clock.instant());
        return new Stored(item, true);
    }

    private String free(Item parent, String name) {
        int dot = name.lastIndexOf('.');
        var start = dot <= 0 ? name : name.substring(0, dot);
        var end = dot <= 0 ? "" : name.substring(dot);
        int number = 1;
        while (child(parent, "%s %d%s".formatted(start, number, end)).isPresent()) {
            number++;
        }
        return "%s %d%s".formatted(start, number, end);
    }

    void replace(Item file, StoredBytes bytes) {
        file.holds(bytes, clock.instant());
        touch(file);
    }

    void move(Item item, Item parent, String name) {
        ItemNames.checked(name, item.isFolder, parent == root);
        if (child(parent, name).filter(there -> there != item).isPresent()) {
            throw GraphError.nameExists();
        }
        item.name = name;
        item.parent = parent;
        item.changes();
        touch(item);
    }

    void delete(Item item) {
        children(item).forEach(this::delete);
        item.isDeleted = true;
        touch(item);
    }

    long bytes() {
        return items.values().stream()
                .filter(item -> !item.isDeleted)
                .mapToLong(item -> item.bytes.size())
                .sum();
    }

    /// All items changed since a position, each once, as it is now, in the order of their last changes.
    List<Item> changedSince(long time) {
        return items.values().stream()
                .filter(item -> item.changed > time)
                .filter(item -> time > 0 || !item.isDeleted)
                .sorted(Comparator.comparingLong(item -> item.changed))
                .toList();
    }

    List<Item> files() {
        return items.values().stream()
                .filter(item -> !item.isFolder && !item.isDeleted)
                .toList();
    }
}
