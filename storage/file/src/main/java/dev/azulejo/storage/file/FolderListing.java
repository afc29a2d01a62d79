package dev.azulejo.storage.file;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Lists what lies below a folder, in the order of keys, one folder in memory at a time.
final class FolderListing {
    private final FileStorage storage;
    private final String prefix;

    FolderListing(FileStorage storage, String prefix) {
        this.storage = storage;
        this.prefix = prefix;
    }

    /// One name in a folder; `key` of a folder ends in `/`, which is also how it sorts among the files: `a-b`, `a/`,
    /// `a0`.
    private record Entry(String key, FileFacts facts) {
        boolean isFolder() {
            return facts.kind() == FileFacts.Kind.FOLDER;
        }
    }

    /// @param start the folder's key, empty or ending in `/`
    Stream<ObjectStat> objectsIn(String start) {
        return entriesOf(start).stream()
                .flatMap(entry -> entry.isFolder()
                        ? objectsIn(entry.key())
                        : Stream.of(entry.facts().stat(entry.key(), Map.of())));
    }

    private List<Entry> entriesOf(String start) {
        var entries = new ArrayList<Entry>();
        try {
            var folder = storage.paths().folder(KeyPaths.folderOf(start));
            if (folder.isPresent()) {
                addEntries(folder.get(), start, entries);
            }
        } catch (NoSuchFileException | StorageDenied _) {
            return List.of(); // removed meanwhile, or exchanged for a link
        } catch (DirectoryIteratorException e) {
            throw new StorageUnavailable("could not list %s: %s".formatted(start, e.getCause()), e);
        } catch (IOException e) {
            throw FileFailures.of("list " + start, e);
        }
        entries.sort(Comparator.comparing(Entry::key, Keys.ORDER));
        return entries;
    }

    private void addEntries(HeldFolder held, String start, List<Entry> entries) throws IOException {
        try (held) {
            storage.folders().touch(held);
            try (var paths = Files.newDirectoryStream(held.path())) {
                for (var path : paths) {
                    addIfListed(path, start, entries);
                }
            }
        }
    }

    private void addIfListed(Path path, String start, List<Entry> entries) throws IOException {
        var name = path.getFileName().toString();
        if (!mayBeKey(path, start + name)) {
            return;
        }
        var facts = FileFacts.ifThere(path);
        if (facts.isEmpty()) {
            return;
        }
        var key = start + name + (facts.get().kind() == FileFacts.Kind.FOLDER ? "/" : "");
        var entry = new Entry(key, facts.get());
        boolean listed = entry.isFolder()
                ? key.startsWith(prefix) || prefix.startsWith(key)
                : entry.facts().kind() == FileFacts.Kind.FILE && key.startsWith(prefix);
        if (listed) {
            entries.add(entry);
        }
    }

    /// Names that no key can have, ours among them, are not listed: nobody could read what they name.
    private boolean mayBeKey(Path path, String key) {
        try {
            storage.paths().checked(key);
            // Not so for a name that is no UTF-8.
            return path.equals(path.resolveSibling(path.getFileName().toString()));
        } catch (StorageFailure | java.nio.file.InvalidPathException _) {
            return false;
        }
    }
}
