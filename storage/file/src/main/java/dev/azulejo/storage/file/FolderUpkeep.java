package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the folders of one storage clean.
final class FolderUpkeep {
    private final Durability durability;
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

    FolderUpkeep(Durability durability) {
        this.durability = durability;
    }

    /// Clears a folder of dead writers' leavings, the first time that we come by.
    void touch(Path folder) {
        if (touched.add(folder)) {
            PartialFile.deleteStale(folder);
        }
    }

    /// Removes `folder` and those above it that are empty, up to `stop`. A writer that meets this makes its folder
    /// anew.
    void removeEmpty(Path folder, Path stop) {
        var next = folder;
        var parent = next.getParent();
        while (parent != null && !next.equals(stop) && next.startsWith(stop)) {
            try (var siblings = Files.newDirectoryStream(parent)) {
                if (siblings instanceof SecureDirectoryStream<Path> secure) {
                    // Not Files.delete, which would also delete an object that has just taken the folder's name.
                    secure.deleteDirectory(next.getFileName());
                } else {
                    Files.delete(next);
                }
                touched.remove(next);
            } catch (NoSuchFileException _) {
                touched.remove(next); // another was faster, and may have met what we have ended since: go on above
            } catch (IOException _) {
                return; // not empty
            }
            next = parent;
            parent = next.getParent();
        }
    }

    /// Brings the names in `folder`, and those that lead to it from `top`, to the disk where that is promised.
    void sync(Path folder, Path top) throws IOException {
        for (var next = folder; next != null && next.startsWith(top); next = next.getParent()) {
            durability.sync(next);
        }
    }
}
