package dev.azulejo.storage.file;

import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;

/// Keeps commits and deletions of one file apart, in this process and in others: 64 lock files, of which
/// each path has one by its hash, so no file per key is left behind. Held for a rename, never while
/// bytes are written; no thread takes two.
final class KeyLock implements AutoCloseable {
    private static final int STRIPES = 64;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(1);

    // One per process, whatever the folder: POSIX gives up all locks that a process has on a file as soon as it closes
    // any one channel to it, so two threads may never have the same lock file open.
    private static final ReentrantLock[] IN_THIS_PROCESS =
            IntStream.range(0, STRIPES).mapToObj(_ -> new ReentrantLock()).toArray(ReentrantLock[]::new);

    private final ReentrantLock inThisProcess;
    private final FileChannel betweenProcesses;

    private KeyLock(ReentrantLock inThisProcess, FileChannel betweenProcesses) {
        this.inThisProcess = inThisProcess;
        this.betweenProcesses = betweenProcesses;
    }

    /// @param file its path as of [HeldFolder#named]
    static KeyLock hold(KeyPaths paths, Path file) throws IOException {
        int stripe = Math.floorMod(file.toString().hashCode(), STRIPES);
        var inThisProcess = IN_THIS_PROCESS[stripe];
        inThisProcess.lock();
        try (var folder = paths.madeSide("locks")) {
            return new KeyLock(inThisProcess, locked(folder, "%02d".formatted(stripe)));
        } catch (IOException | RuntimeException e) {
            inThisProcess.unlock();
            throw e;
        }
    }

    // Asked again and again, not waited for: where two processes of several threads wait for each other's stripes, the
    // kernel takes that for a deadlock of processes and refuses.
    private static FileChannel locked(HeldFolder folder, String name) throws IOException {
        var channel = FileChannel.open(
                folder.path(name), StandardOpenOption.CREATE, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (channel.tryLock() == null) {
                if (System.nanoTime() > end) {
                    throw new StorageUnavailable(
                            "another process has held %s for %s".formatted(folder.named(name), PATIENCE), null);
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            betweenProcesses.close(); // gives the lock up
        } finally {
            inThisProcess.unlock();
        }
    }
}
