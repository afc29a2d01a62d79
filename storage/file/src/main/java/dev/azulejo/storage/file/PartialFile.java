package dev.azulejo.storage.file;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Bytes on their way, in the folder where the object will be, so that it appears by a rename. As long as the writer
/// lives it holds a lock on the file, which the operating system takes back when the process dies, however it dies: a
/// partial file that can be locked is nobody's and may go.
final class PartialFile implements AutoCloseable {
    private static final String START = ".azulejo-";
    private static final String END = ".partial";
    private static final SecureRandom RANDOM = new SecureRandom();

    // Those of this process, by name. Nobody here may so much as open one: closing it would give the writer's lock up.
    private static final Set<String> OURS = ConcurrentHashMap.newKeySet();

    private final Path path;
    private final FileChannel channel;

    private PartialFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// @throws NoSuchFileException when the folder is not there
    static PartialFile in(Path folder) throws IOException {
        while (true) {
            var partial = tried(folder);
            if (partial.isPresent()) {
                return partial.get();
            }
        }
    }

    /// Empty when another process met the file before it was locked, and took it for a dead one.
    private static Optional<PartialFile> tried(Path folder) throws IOException {
        var random = new byte[16];
        RANDOM.nextBytes(random);
        var path = folder.resolve(START + HexFormat.of().formatHex(random) + END);
        OURS.add(path.getFileName().toString());
        FileChannel channel;
        try {
            channel = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            OURS.remove(path.getFileName().toString());
            throw e;
        }
        var partial = new PartialFile(path, channel);
        if (lockedIfPossible(channel) && Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(partial);
        }
        partial.close();
        return Optional.empty();
    }

    /// Whether no other process holds it. A file system without locks has no such process, and its leftovers stay.
    private static boolean lockedIfPossible(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException _) {
            return true;
        }
    }

    /// Deletes what dead processes have left in `folder`. What cannot be deleted stays: a reader may lack the right.
    static void deleteStale(Path folder) {
        try (var partials = Files.newDirectoryStream(folder, START + "*" + END)) {
            for (var path : partials) {
                if (!OURS.contains(path.getFileName().toString())) {
                    deleteIfStale(path);
                }
            }
        } catch (IOException | DirectoryIteratorException _) {
            // a later process tries again
        }
    }

    private static void deleteIfStale(Path path) {
        if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
            return; // not made by us, and opening a pipe would block
        }
        try (var channel = FileChannel.open(path, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                var lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(path);
            }
        } catch (IOException | OverlappingFileLockException _) {
            // its process lives, or has just ended it, or it is another user's
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /// Gives the lock up and removes the file, if it has not become an object.
    @Override
    public void close() throws IOException {
        try (channel) { // closed last: nobody may take it for a dead one before it is gone
            Files.deleteIfExists(path);
        } finally {
            OURS.remove(path.getFileName().toString());
        }
    }
}
