package dev.azulejo.core.local;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobId;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Keeps a second process, or thread, waiting while one works on a job. A process that is killed lets go of it.
/// It saves work, no more: that two make one result is the storage's doing.
public final class JobLock {
    private final Path folder;
    private final ConcurrentHashMap<JobId, ReentrantLock> inThisProcess = new ConcurrentHashMap<>();

    /// @param folder where lock files lie while they are held
    public JobLock(Path folder) {
        this.folder = folder;
    }

    /// Runs `work` while nobody else holds the job.
    ///
    /// @param waiting is told when somebody else holds it, before this call waits for him
    public void holding(JobId job, Runnable waiting, Runnable work) {
        var threads = inThisProcess.computeIfAbsent(job, id -> new ReentrantLock());
        if (!threads.tryLock()) {
            waiting.run();
            threads.lock();
        }
        try (var _ = locked(folder.resolve(job.text() + ".lock"), waiting)) {
            work.run();
            // Removed while still held: whoever waits finds out that the file he locked is gone, and asks again.
            Files.deleteIfExists(folder.resolve(job.text() + ".lock"));
        } catch (IOException e) {
            throw new TransientFailure("locking job %s in %s".formatted(job, folder), e);
        } finally {
            threads.unlock();
        }
    }

    private FileChannel locked(Path file, Runnable waiting) throws IOException {
        while (true) {
            Files.createDirectories(folder);
            var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (channel.tryLock() == null) {
                waiting.run();
                channel.lock();
            }
            if (isStill(file, channel)) {
                return channel;
            }
            channel.close();
        }
    }

    /// Whether the locked file is the one that lies there: its last holder may have removed it meanwhile.
    private static boolean isStill(Path file, FileChannel channel) throws IOException {
        try {
            long mark = System.nanoTime();
            channel.truncate(0);
            channel.write(ByteBuffer.allocate(Long.BYTES).putLong(mark).flip());
            return ByteBuffer.wrap(Files.readAllBytes(file)).getLong() == mark;
        } catch (NoSuchFileException | BufferUnderflowException e) {
            return false;
        }
    }
}
