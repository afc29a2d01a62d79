package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageUnavailable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// A part that is sent by a thread of its own. Its bytes must not change before it has arrived.
final class PartInFlight {
    private final FutureTask<CompletedPart> task;
    private final Thread thread;

    private PartInFlight(FutureTask<CompletedPart> task) {
        this.task = task;
        this.thread = Thread.ofVirtual().name("s3-part").start(task);
    }

    static PartInFlight start(MultipartUpload upload, int number, byte[] bytes, int length) {
        return new PartInFlight(new FutureTask<>(() -> upload.upload(number, bytes, length)));
    }

    /// @throws RuntimeException as sending it threw
    CompletedPart await() {
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StorageUnavailable("interrupted while a part was sent", e);
        } catch (ExecutionException e) {
            throw Threads.rethrown(e.getCause());
        }
    }

    /// Cancels the part and waits until nothing is being sent any more.
    void stop() {
        task.cancel(true);
        Threads.joined(thread);
    }
}
