package dev.azulejo.storage.webdav;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;

/// Files in the order of their keys, one folder after the other: what is held are the folders from the root to where it
/// is. For one thread.
final class Listing implements Iterator<ObjectStat> {
    private final DavClient client;
    private final Notes notes;
    private final DavPath place;
    private final String prefix;
    private final Deque<Iterator<Entry>> open = new ArrayDeque<>();
    private Optional<ObjectStat> next = Optional.empty();

    /// @param key of a folder with a slash at its end, so that it is sorted as what is in it
    private record Entry(String key, Resource resource) {}

    Listing(DavClient client, Notes notes, DavPath place, String prefix) {
        this.client = client;
        this.notes = notes;
        this.place = place;
        this.prefix = prefix;
        open.push(entries(prefix.substring(0, prefix.lastIndexOf('/') + 1)));
    }

    /// @param folder its key with a slash at its end, or empty for all
    private Iterator<Entry> entries(String folder) {
        var path = place.resolve(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1));
        var names = new HashSet<String>();
        return client.children(path).orElse(List.of()).stream()
                .map(found -> new Entry(folder + found.path().name() + (found.isFolder() ? "/" : ""), found))
                .filter(entry -> isKey(entry) && isWanted(entry) && names.add(entry.key()))
                .sorted(Comparator.comparing(Entry::key, Keys.ORDER))
                .iterator();
    }

    private boolean isWanted(Entry entry) {
        return entry.key().startsWith(prefix) || (entry.resource().isFolder() && prefix.startsWith(entry.key()));
    }

    private static boolean isKey(Entry entry) {
        var name = entry.resource().path().name();
        if (name.equals(Uploads.FOLDER) || name.contains("/")) {
            return false;
        }
        try {
            var key = entry.key();
            var _ = Keys.checked(entry.resource().isFolder() ? key.substring(0, key.length() - 1) : key);
            return true;
        } catch (InvalidKey e) {
            return false; // nothing that can be named
        }
    }

    @Override
    public boolean hasNext() {
        while (next.isEmpty() && !open.isEmpty()) {
            var entries = open.peek();
            if (!entries.hasNext()) {
                open.pop();
                continue;
            }
            var entry = entries.next();
            if (entry.resource().isFolder()) {
                open.push(entries(entry.key()));
            } else {
                next = Optional.of(notes.stat(entry.key(), entry.resource()));
            }
        }
        return next.isPresent();
    }

    @Override
    public ObjectStat next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var found = next.orElseThrow();
        next = Optional.empty();
        return found;
    }
}
