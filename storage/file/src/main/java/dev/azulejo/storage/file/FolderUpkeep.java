package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the folders of one storage clean.
final class FolderUpkeep {
    private final Durability durability;
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

    FolderUpkeep(Durability durability) {
        this.durability = durability;
    }

    /// Clears a folder of the remains of dead writers, the first time it is used.
    void touch(HeldFolder folder) {
        if (touched.add(folder.named())) {
            PartialFile.deleteStale(folder);
        }
    }

    /// Removes the folder of that path and those above it, if they are empty. A writer that meets this
    /// makes its folder anew.
    ///
    /// @param stay how many names from the root on always stay
    void removeEmpty(FolderTree tree, String path, int stay) throws IOException {
        var names = FolderTree.namesOf(path);
        for (int depth = names.size(); depth > stay; depth--) {
            var above = tree.folder(String.join("/", names.subList(0, depth - 1)));
            if (above.isEmpty()) {
                continue; // another was faster, and may have met what we have ended since: go on above
            }
            try (var held = above.get()) {
                var name = names.get(depth - 1);
                if (!held.removesFolder(name)) {
                    return;
                }
                touched.remove(held.named(name));
            }
        }
    }

    /// Writes the names in a folder, and those that lead to it, through to the disk if that is required.
    void sync(FolderTree tree, String path) throws IOException {
        var names = FolderTree.namesOf(path);
        for (int depth = names.size(); depth >= 0 && durability == Durability.SYNCED; depth--) {
            var folder = tree.folder(String.join("/", names.subList(0, depth)));
            if (folder.isPresent()) {
                try (var held = folder.get()) {
                    durability.sync(held.path());
                }
            }
        }
    }
}
