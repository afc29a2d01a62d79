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

/// Bytes being written, in the folder of the future object, so it appears by a rename. Beside them
/// lies a file that the writer keeps locked as long as it lives. The operating system releases the lock
/// when the process dies, however it dies: bytes whose lock is free or missing belong to no writer and may
/// be removed.
final class PartialFile implements AutoCloseable {
    private static final String START = ".azulejo-";
    private static final String BYTES = ".partial";
    private static final String LOCK = ".lock";
    private static final SecureRandom RANDOM = new SecureRandom();

    // The locks of this process, by path. POSIX gives all locks on a file up when its holder closes any channel to it,
    // so no code here may so much as open one. That is also why the bytes are not locked themselves: code that sets a
    // file's time opens and closes it.
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /// The files that are being written, to be deleted when the process is told to end.
    private static final Set<PartialFile> OPEN = ConcurrentHashMap.newKeySet();

    static {
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(PartialFile::deleteAll));
    }

    /// The gate that a process which is being ended takes as a whole, and for good: from then on no file is
    /// made.
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

    /// Locks the file; empty if another process met it before it was locked, and took it for a dead
    /// writer's.
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

    /// @param ours the name by which this process recognises its own
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

    /// Whether no other process holds the lock. A file system without locks has no such process, and its
    /// remains stay.
    private static boolean lockedIfPossible(FileChannel channel) {
        try {
            return channel.tryLock() != null;
        } catch (IOException _) {
            return true;
        }
    }

    /// Holds a writer whose process is being ended, so the deletion of its bytes is not taken for a
    /// failure of the disk and ends a job. In any other process it returns at once.
    static void waitForTheEnd() {
        GATE.acquireUninterruptibly();
        GATE.release();
    }

    /// Deletes all files of a process that is told to end (Ctrl-C, SIGTERM), whose writers have no time to
    /// close.
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

    /// Deletes the remains of dead processes in `folder`. Those that cannot be deleted stay: a reader may
    /// lack the right.
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

    /// Deletes bytes without a lock, which is made before them and deleted after them.
    private static void deleteUnlocked(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException _) {
            // a later process tries again
        }
    }

    /// Whether a path is not a plain file, and so not ours; opening a pipe would block.
    private static boolean isOdd(Path path) {
        return Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /// Removes the bytes, if they have not become an object, and releases the lock.
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
