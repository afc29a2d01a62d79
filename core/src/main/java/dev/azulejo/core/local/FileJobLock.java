package dev.azulejo.core.local;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// A lock for the processes and threads of one machine.
///
/// All jobs share one empty file, of which each locks a byte of its own, far beyond its end: so nothing is left
/// behind, and no file has to be removed while others wait for it.
public final class FileJobLock implements JobLock {
    private static final Duration PAUSE = Duration.ofMillis(20);
    private static final int POSITION_HEX_DIGITS = 15; // 60 bits, so that it is a positive long

    /// The lock files, one for the whole process and never closed: POSIX gives up all locks that a process
    /// has on a file as soon as it closes any one channel to it.
    private static final ConcurrentHashMap<Path, SharedFile> OPENED = new ConcurrentHashMap<>();

    private final Path file;

    private record SharedFile(FileChannel channel, ConcurrentHashMap<JobId, ReentrantLock> inThisProcess) {}

    /// @param folder where the lock file lies
    public FileJobLock(Path folder) {
        this.file = folder.toAbsolutePath().normalize().resolve("jobs");
    }

    @Override
    public void holding(JobId job, Runnable waiting, Runnable work) {
        var shared = OPENED.computeIfAbsent(file, FileJobLock::opened);
        var threads = shared.inThisProcess.computeIfAbsent(job, id -> new ReentrantLock());
        if (!threads.tryLock()) {
            waiting.run();
            threads.lock();
        }
        try (var _ = locked(shared.channel, job, waiting)) {
            work.run();
        } catch (IOException e) {
            throw unavailable(file, e);
        } finally {
            threads.unlock();
        }
    }

    @Override
    public void ifFree(JobId job, Runnable work) {
        var shared = OPENED.computeIfAbsent(file, FileJobLock::opened);
        var threads = shared.inThisProcess.computeIfAbsent(job, id -> new ReentrantLock());
        if (!threads.tryLock()) {
            return;
        }
        try (var lock = shared.channel.tryLock(position(job), 1, false)) {
            if (lock != null) {
                work.run();
            }
        } catch (IOException e) {
            throw unavailable(file, e);
        } finally {
            threads.unlock();
        }
    }

    private static SharedFile opened(Path file) {
        try {
            Files.createDirectories(file.getParent());
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            return new SharedFile(channel, new ConcurrentHashMap<>());
        } catch (IOException e) {
            throw unavailable(file, e);
        }
    }

    private static StorageUnavailable unavailable(Path file, IOException e) {
        return new StorageUnavailable("could not lock a job in %s: %s".formatted(file, e), e);
    }

    /// Locks the job by asking again and again: if two processes wait for each other's jobs on several
    /// threads, the kernel takes that for a deadlock and refuses.
    private static FileLock locked(FileChannel channel, JobId job, Runnable waiting) throws IOException {
        long position = position(job);
        var lock = channel.tryLock(position, 1, false);
        if (lock == null) {
            waiting.run();
        }
        while (lock == null) {
            pause();
            lock = channel.tryLock(position, 1, false);
        }
        return lock;
    }

    private static long position(JobId job) {
        return Long.parseLong(job.text().substring(0, POSITION_HEX_DIGITS), 16);
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another process works on the job", e);
        }
    }
}
