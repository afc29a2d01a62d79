package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Keeps the folders of one storage clean.
final class FolderUpkeep {
    private final Set<Path> touched = ConcurrentHashMap.newKeySet();

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
}
