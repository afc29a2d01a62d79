package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageUnavailable;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/// Sends requests side by side, on virtual threads.
final class Threads {
    private Threads() {}

    /// Calls `work` for 0 to `count - 1`, at most `atOnce` at a time, and returns the answers in their
    /// order. After the first failure nothing new begins; when this returns or throws, nothing is running.
    ///
    /// @throws RuntimeException the first failure
    /// @throws StorageUnavailable when the caller is interrupted
    static <T> List<T> inParallel(int atOnce, int count, IntFunction<T> work) {
        var answers = new AtomicReferenceArray<@Nullable T>(count);
        var failure = new AtomicReference<@Nullable Throwable>();
        var next = new AtomicInteger();
        Runnable worker = () -> {
            for (int index; failure.get() == null && (index = next.getAndIncrement()) < count; ) {
                try {
                    answers.set(index, work.apply(index));
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        };
        var threads = new ArrayList<Thread>();
        for (int index = 0; index < Math.min(atOnce, count); index++) {
            threads.add(Thread.ofVirtual().name("s3-request-", index).start(worker));
        }
        try {
            for (var thread : threads) {
                thread.join();
            }
        } catch (InterruptedException e) {
            failure.compareAndSet(null, new StorageUnavailable("interrupted", e));
            threads.forEach(Thread::interrupt);
            threads.forEach(Threads::joined);
            Thread.currentThread().interrupt();
        }
        var failed = failure.get();
        if (failed != null) {
            throw rethrown(failed);
        }
        var inOrder = new ArrayList<T>(count);
        for (int index = 0; index < count; index++) {
            inOrder.add(Objects.requireNonNull(answers.get(index)));
        }
        return inOrder;
    }

    /// Waits for a thread, also when interrupted meanwhile.
    static void joined(Thread thread) {
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    static RuntimeException rethrown(@Nullable Throwable thrown) {
        return switch (thrown) {
            case RuntimeException e -> e;
            case Error e -> throw e;
            case null, default -> new IllegalStateException(thrown);
        };
    }
}
