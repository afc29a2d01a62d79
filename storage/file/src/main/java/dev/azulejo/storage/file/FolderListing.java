package dev.azulejo.storage.file;

import dev.azulejo.storage.FolderWalk;
import dev.azulejo.storage.FolderWalk.Entry;
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
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Lists the objects below a folder, in the order of keys.
final class FolderListing {
    private final FileStorage storage;

    FolderListing(FileStorage storage) {
        this.storage = storage;
    }

    Stream<ObjectStat> of(String prefix) {
        return FolderWalk.files(prefix, this::entriesOf)
                .map(entry -> entry.found().stat(entry.key(), Map.of()));
    }

    /// @param start the folder's key, empty or ending in `/`
    private Stream<Entry<FileFacts>> entriesOf(String start) {
        var entries = new ArrayList<Entry<FileFacts>>();
        try {
            var folder = storage.paths().folder(KeyPaths.folderOf(start));
            if (folder.isPresent()) {
                addEntries(folder.get(), start, entries);
            }
        } catch (NoSuchFileException | StorageDenied _) {
            return Stream.empty(); // removed meanwhile, or exchanged for a link
        } catch (DirectoryIteratorException e) {
            throw new StorageUnavailable("could not list %s: %s".formatted(start, e.getCause()), e);
        } catch (IOException e) {
            throw FileFailures.of("list " + start, e);
        }
        return entries.stream();
    }

    private void addEntries(HeldFolder held, String start, List<Entry<FileFacts>> entries) throws IOException {
        try (held) {
            storage.folders().touch(held);
            try (var paths = Files.newDirectoryStream(held.path())) {
                for (var path : paths) {
                    addIfListed(path, start, entries);
                }
            }
        }
    }

    private void addIfListed(Path path, String start, List<Entry<FileFacts>> entries) throws IOException {
        var name = path.getFileName().toString();
        if (!mayBeKey(path, start + name)) {
            return;
        }
        FileFacts.ifThere(path)
                .filter(facts -> facts.kind() == FileFacts.Kind.FILE || facts.kind() == FileFacts.Kind.FOLDER)
                .map(facts -> new Entry<>(start + name + (facts.kind() == FileFacts.Kind.FOLDER ? "/" : ""), facts))
                .ifPresent(entries::add);
    }

    /// Whether a name can be part of a key; others, our own among them, are not listed, as they could not
    /// be read.
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
