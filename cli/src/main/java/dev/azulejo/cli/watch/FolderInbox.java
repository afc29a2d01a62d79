package dev.azulejo.cli.watch;

import dev.azulejo.core.intake.DropFolder;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.storage.StorageUnavailable;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// An inbox in a folder of this machine. Links are not followed. Folders are looked at again and again,
/// which works on any disk and any network.
///
/// @param folder without links
record FolderInbox(Path folder) implements Inbox {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    @Override
    public URI uri() {
        return LocalPlaces.folderUri(folder);
    }

    @Override
    public String name() {
        return folder.toString();
    }

    @Override
    public Duration betweenLooks() {
        return BETWEEN_LOOKS;
    }

    @Override
    public boolean has(String key) {
        return Files.exists(folder.resolve(key));
    }

    @Override
    public boolean isStill(String key, WatchedFile file) {
        try {
            return of(Files.readAttributes(folder.resolve(key), BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS))
                    .equals(file);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new StorageUnavailable("could not look at %s: %s".formatted(key, e), e);
        }
    }

    private static WatchedFile of(BasicFileAttributes attributes) {
        return new WatchedFile(
                attributes.size(),
                attributes.lastModifiedTime().to(TimeUnit.NANOSECONDS),
                Objects.toString(attributes.fileKey(), ""));
    }

    @Override
    public InboxListing look() throws IOException {
        var files = new TreeMap<String, WatchedFile>();
        var unreadable = new ArrayList<String>();
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path below, BasicFileAttributes attributes) {
                return !below.equals(folder) && DropFolder.isIgnored(key(below) + "/x", 1)
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                var key = key(file);
                if (attributes.isRegularFile() && !DropFolder.isIgnored(key, attributes.size())) {
                    files.put(key, of(attributes));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) throws IOException {
                if (path.equals(folder)) {
                    throw e;
                }
                if (!(e instanceof NoSuchFileException)) { // else it has gone since its folder was read
                    unreadable.add(key(path));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path below, @Nullable IOException e) {
                if (e != null) {
                    unreadable.add(key(below));
                }
                return FileVisitResult.CONTINUE;
            }
        });
        return new InboxListing(files, unreadable);
    }

    private String key(Path path) {
        return folder.relativize(path).toString().replace(File.separatorChar, '/');
    }
}
