package dev.azulejo.storage.testkit.wire.gdrive;

import dev.azulejo.storage.testkit.wire.ByteStore;
import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/// The items of the drive, and the order of changes. Not thread-safe: [GoogleDriveFake] lets one request in
/// at a time.
final class Items {
    static final String ROOT = "0AFakeRootOfMyDrivePVA";
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final Map<String, Item> items = new LinkedHashMap<>();
    private final List<String> changed = new ArrayList<>();
    private final Random random = new Random(17);
    private final ByteStore store;
    private long revisions;

    Items(ByteStore store) {
        this.store = store;
        var root = new Item(ROOT, "", now());
        root.name = "My Drive";
        root.type = Item.FOLDER;
        items.put(ROOT, root);
    }

    ByteStore store() {
        return store;
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }

    /// Makes an id that no item has, as `files.generateIds` does.
    String freshId() {
        var id = new StringBuilder("1");
        for (int index = 1; index < 33; index++) {
            id.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return id.toString();
    }

    static String known(String alias) {
        return alias.equals("root") ? ROOT : alias;
    }

    Optional<Item> find(String id) {
        return Optional.ofNullable(items.get(known(id)));
    }

    /// Lists items, newest first: the API promises no order, so no client should rely on that of creation.
    List<Item> all(Predicate<Item> which) {
        return new ArrayList<>(items.values())
                .reversed().stream()
                        .filter(item -> !item.id.equals(ROOT))
                        .filter(which)
                        .toList();
    }

    boolean isTrashed(Item item) {
        return item.isTrashed || find(item.parent).map(this::isTrashed).orElse(false);
    }

    Item create(String id, String parent) {
        var item = new Item(id, known(parent), now());
        items.put(id, item);
        return item;
    }

    void addRevision(Item item, StoredBytes bytes) {
        var now = now();
        revisions++;
        item.revisions.add(Item.Revision.of("0BFakeRevision%06d".formatted(revisions), bytes, item.type, now));
        item.modified = now;
    }

    void noteChange(Item item) {
        changed.add(item.id);
    }

    void remove(Item item) {
        all(other -> other.parent.equals(item.id)).forEach(this::remove);
        items.remove(item.id);
        noteChange(item);
    }

    int end() {
        return changed.size();
    }

    /// The ids changed from a position on, each once, where it changed last.
    List<String> changedSince(int position) {
        var last = new LinkedHashMap<String, Integer>();
        for (int at = position; at < changed.size(); at++) {
            last.put(changed.get(at), at);
        }
        return last.entrySet().stream()
                .sorted(Comparator.comparingInt(Map.Entry::getValue))
                .map(Map.Entry::getKey)
                .toList();
    }

    /// The place of a change of [#changedSince] in the feed.
    int lastChange(String id) {
        return changed.lastIndexOf(id);
    }
}
