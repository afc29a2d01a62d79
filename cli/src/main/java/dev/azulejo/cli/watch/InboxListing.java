package dev.azulejo.cli.watch;

import dev.azulejo.core.intake.DropFolder;
import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lies in an inbox: all files that something is to be made of. Links are not followed. Folders are looked
/// at again and again, which works on any disk and any network.
///
/// @param files by key: the path below the inbox
/// @param unreadable keys of files and folders that could not be looked at
record InboxListing(Map<String, WatchedFile> files, List<String> unreadable) {

    /// @throws IOException when the inbox itself cannot be read
    static InboxListing of(Path inbox) throws IOException {
        var files = new TreeMap<String, WatchedFile>();
        var unreadable = new ArrayList<String>();
        Files.walkFileTree(inbox, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                return !folder.equals(inbox) && DropFolder.isIgnored(key(inbox, folder) + "/x", 1)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var key = key(inbox, file);
                if (attributes.isRegularFile() && !DropFolder.isIgnored(key, attributes.size())) {
                    files.put(key, WatchedFile.of(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (path.equals(inbox)) {
                    throw e;
                }
                if (Files.exists(path)) { // else it has gone since its folder was read
                    unreadable.add(key(inbox, path));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException e) {
                if (e != null) {
                    unreadable.add(key(inbox, folder));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new InboxListing(files, unreadable);
    }

    private static String key(Path inbox, Path path) {
        return inbox.relativize(path).toString().replace(File.separatorChar, '/');
    }

    /// Whether a file that was there is gone for certain.
    boolean isGone(String key) {
        return !files.containsKey(key)
                && unreadable.stream().noneMatch(folder -> folder.isEmpty() || key.startsWith(folder));
    }
}
