package dev.azulejo.storage.file;

import dev.azulejo.storage.Access;
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
import java.util.concurrent.Semaphore;

/// Bytes on their way, in the folder where the object will be, so that it appears by a rename. Beside them lies a file
/// that the writer holds locked as long as it lives. The operating system takes the lock back when the process dies,
/// however it dies: bytes whose lock can be taken, or is not there, are nobody's and may go.
final class PartialFile implements AutoCloseable {
    private static final String START = ".azulejo-";
    private static final String BYTES = ".partial";
    private static final String LOCK = ".lock";
    private static final SecureRandom RANDOM = new SecureRandom();

    // The locks of this process, by path. POSIX gives all locks on a file up when its holder closes any channel to it,
    // so nobody here may so much as open one. That is also why the bytes are not locked themselves: whoever sets a
    // file's time opens and closes it.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /// Those that are being written, to go when the process is told to end.
    private static final Set<PartialFile> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(PartialFile::deleteAll));
    }

    /// Taken as a whole, and for good, by a process that is being ended: from then on nobody makes a file.
    private static final Semaphore GATE = new Semaphore(Integer.MAX_VALUE);

    private final Path path;
    private final FileChannel channel;
    private final Lock lock;

    private PartialFile(Path path, FileChannel channel, Lock lock) {
        this.path = path;
        this.channel = channel;
        this.lock = lock;
    }

    /// @param folder must be held as long as the file is there
    /// @param access who may use the bytes
    /// @throws NoSuchFileException when the folder is no longer there
    static PartialFile in(HeldFolder folder, Access access) throws IOException {
        GATE.acquireUninterruptibly();
        try {
            return made(folder, access);
        } finally {
            GATE.release();
        }
    }

    private static PartialFile made(HeldFolder folder, Access access) throws IOException {
        while (true) {
            var random = new byte[16];
            RANDOM.nextBytes(random);
            var name = START + HexFormat.of().formatHex(random);
            var ours = folder.named(name + LOCK);
            OURS.add(ours);
            var lock = locked(folder.path(name + LOCK), ours);
            if (lock.isPresent()) {
                return begun(folder.path(name + BYTES), lock.get(), access);
            }
        }
    }

    private static PartialFile begun(Path path, Lock lock, Access access) throws IOException {
        try {
            var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            var channel = FileChannel.open(path, options, FilePermissions.attributes(access, lock.path));
            var begun = new PartialFile(path, channel, lock);
            OPEN.add(begun);
            return begun;
        } catch (IOException e) {
            lock.close();
            throw e;
        }
    }

    /// Empty when another process met the file before it was locked, and took it for a dead one's.
    private static Optional<Lock> locked(Path lockPath, Path ours) throws IOException {
        try {
            var channel = FileChannel.open(lockPath, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            var lock = new Lock(lockPath, ours, channel);
            if (lockedIfPossible(channel) && Files.exists(lockPath, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(lock);
            }
            lock.close();
            return Optional.empty();
        } catch (IOException e) {
            OURS.remove(ours);
            throw e;
        }
    }

    /// @param ours the name by which this process knows that it is its own
    private record Lock(Path path, Path ours, FileChannel channel) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            try (channel) {
                Files.deleteIfExists(path);
            } finally {
                OURS.remove(ours);
            }
        }
    }

    /// Whether no other process holds it. A file system without locks has no such process, and its leftovers stay.
    private static boolean lockedIfPossible(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException _) {
            return true;
        }
    }

    /// Holds a writer whose process is being ended: that its bytes are gone must not be taken for a failure
    /// of the disk, and end a job. In any other process it returns at once.
    static void waitForTheEnd() {
        GATE.acquireUninterruptibly();
        GATE.release();
    }

    /// A process that is told to end (Ctrl-C, SIGTERM) leaves nothing behind: its writers have no time to close.
    private static void deleteAll() {
        GATE.acquireUninterruptibly(Integer.MAX_VALUE);
        for (var file : OPEN) {
            try {
                // Left open: a writer that goes on meanwhile meets no error before it commits.
                Files.deleteIfExists(file.path);
                Files.deleteIfExists(file.lock.path);
            } catch (IOException _) {
                // a later process tries again
            }
        }
    }

    /// Deletes what dead processes have left in `folder`. What cannot be deleted stays: a reader may lack the right.
    static void deleteStale(HeldFolder folder) {
        try (var leavings = Files.newDirectoryStream(folder.path(), START + "*{" + BYTES + "," + LOCK + "}")) {
            for (var path : leavings) {
                var name = path.getFileName().toString();
                deleteIfDead(folder, name.substring(0, name.lastIndexOf('.')));
            }
        } catch (IOException | DirectoryIteratorException _) {
            // a later process tries again
        }
    }

    private static void deleteIfDead(HeldFolder folder, String name) {
        var path = folder.path(name + BYTES);
        var lockPath = folder.path(name + LOCK);
        if (OURS.contains(folder.named(name + LOCK)) || isOdd(path) || isOdd(lockPath)) {
            return;
        }
        try (var channel = FileChannel.open(lockPath, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
                var lock = channel.tryLock()) {
            if (lock != null) {
                Files.deleteIfExists(path);
                Files.deleteIfExists(lockPath);
            }
        } catch (NoSuchFileException _) {
            deleteUnlocked(path);
        } catch (IOException | OverlappingFileLockException _) {
            // its process lives, or has just ended it, or it is another user's
        }
    }

    /// Bytes without a lock: the lock is made before them, and deleted after them.
    private static void deleteUnlocked(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // a later process tries again
        }
    }

    /// Not made by us, and to open a pipe would block.
    private static boolean isOdd(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /// Removes the bytes, if they have not become an object, and gives the lock up.
    @Override
    public void close() throws IOException {
        try (channel) {
            Files.deleteIfExists(path);
        } finally {
            lock.close();
            OPEN.remove(this);
        }
    }
}
