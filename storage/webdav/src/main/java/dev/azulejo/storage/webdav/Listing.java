package dev.azulejo.storage.webdav;

import dev.azulejo.storage.FolderWalk;
import dev.azulejo.storage.FolderWalk.Entry;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/// Lists files in the order of their keys.
record Listing(DavClient client, Notes notes, DavPath place) {
    Stream<ObjectStat> of(String prefix) {
        return FolderWalk.files(prefix, this::entries).map(entry -> notes.stat(entry.key(), entry.found()));
    }

    /// @param folder its key with a slash at its end, or empty for all
    private Stream<Entry<Resource>> entries(String folder) {
        var path = place.resolve(folder.isEmpty() ? "" : folder.substring(0, folder.length() - 1));
        var names = new HashSet<String>();
        return client.children(path).orElse(List.of()).stream()
                .filter(found -> isKey(folder, found))
                .map(found -> new Entry<>(folder + found.path().name() + (found.isFolder() ? "/" : ""), found))
                .filter(entry -> names.add(entry.key()));
    }

    private static boolean isKey(String folder, Resource found) {
        var name = found.path().name();
        if (name.equals(DavWriter.FOLDER) || name.contains("/")) {
            return false;
        }
        try {
            var _ = Keys.checked(folder + name);
            return true;
        } catch (InvalidKey e) {
            return false; // nothing that can be named
        }
    }
}
