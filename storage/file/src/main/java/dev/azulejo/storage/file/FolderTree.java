package dev.azulejo.storage.file;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.StorageDenied;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A folder and those below it, none of which is reached through a link. The root itself may be one.
record FolderTree(Path root) {

    /// Opens the folder of a relative path; empty if it is missing.
    ///
    /// @throws StorageDenied for a link, and for what is neither a folder nor a file
    Optional<HeldFolder> folder(String path) throws IOException {
        if (!Files.exists(root)) {
            return Optional.empty();
        }
        try {
            var folder = held();
            for (var name : namesOf(path)) {
                try (var above = folder) {
                    folder = above.folder(name);
                }
            }
            return Optional.of(folder);
        } catch (NoSuchFileException _) {
            return Optional.empty();
        } catch (HeldFolder.NotAFolder e) {
            if (e.isFile()) {
                return Optional.empty();
            }
            throw new StorageDenied(e.text(), e);
        }
    }

    /// A folder, and how many names of the path to it existed before.
    record MadeFolder(HeldFolder folder, int wereThere) {}

    /// Opens the folder of a relative path, which is made if it is missing.
    ///
    /// @throws NoSuchFileException when a folder on the way is removed meanwhile: try again
    MadeFolder madeFolder(String path) throws IOException {
        if (!Files.exists(root)) {
            Files.createDirectories(root);
        }
        try {
            var folder = held();
            int depth = 0;
            int wereThere = 0;
            for (var name : namesOf(path)) {
                try (var above = folder) {
                    depth++;
                    var there = ifThere(above, name);
                    wereThere = there.isPresent() || !isMade(above.path(name)) ? depth : wereThere;
                    folder = there.isPresent() ? there.get() : above.folder(name);
                }
            }
            return new MadeFolder(folder, wereThere);
        } catch (HeldFolder.NotAFolder e) {
            if (e.isFile()) {
                throw new InvalidKey("no folder %s can be made: %s".formatted(path, e.text()), e);
            }
            throw new StorageDenied(e.text(), e);
        }
    }

    private HeldFolder held() throws IOException {
        try {
            return HeldFolder.of(root.toRealPath());
        } catch (HeldFolder.NotAFolder e) {
            throw new StorageDenied(e.text(), e);
        }
    }

    private static Optional<HeldFolder> ifThere(HeldFolder above, String name) throws IOException {
        try {
            return Optional.of(above.folder(name));
        } catch (NoSuchFileException _) {
            return Optional.empty();
        }
    }

    private static boolean isMade(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException _) {
            return false;
        }
    }

    /// Opens the folders that lead to a relative path, from the root to itself, as far as they are there. All
    /// are to be closed.
    List<HeldFolder> foldersTo(String path) throws IOException {
        var all = new ArrayList<HeldFolder>();
        try {
            all.add(held());
            for (var name : namesOf(path)) {
                all.add(all.getLast().folder(name));
            }
        } catch (NoSuchFileException | HeldFolder.NotAFolder _) {
            // removed meanwhile, and what was in it
        } catch (IOException | RuntimeException e) {
            all.forEach(HeldFolder::close);
            throw e;
        }
        return all;
    }

    static List<String> namesOf(String path) {
        return path.isEmpty() ? List.of() : List.of(path.split("/", -1));
    }
}
