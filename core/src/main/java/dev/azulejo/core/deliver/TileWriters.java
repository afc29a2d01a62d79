package dev.azulejo.core.deliver;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Writes many small files, several at once, since each mostly waits for a disk or a server. No more wait
/// than are written, so what they hold in memory stays little. For one thread.
final class TileWriters implements AutoCloseable {
    private static final int AT_ONCE = 16;

    private final ThreadPoolExecutor threads = new ThreadPoolExecutor(
            AT_ONCE,
            AT_ONCE,
            1,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(AT_ONCE),
            Thread.ofPlatform().name("tile-writer-", 0).daemon().factory(),
            new ThreadPoolExecutor.CallerRunsPolicy());
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();

    /// Starts `write` on another thread, or on this one if all are busy.
    ///
    /// @throws RuntimeException what an earlier one threw
    void run(Runnable write) {
        check();
        threads.execute(() -> {
            if (failure.get() == null) {
                try {
                    write.run();
                } catch (RuntimeException | Error e) {
                    failure.compareAndSet(null, e);
                }
            }
        });
    }

    /// Waits until all writes are done.
    ///
    /// @throws RuntimeException what the first threw that failed
    void finish() {
        threads.close();
        check();
    }

    private void check() {
        switch (failure.get()) {
            case null -> {}
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case Throwable other -> throw new IllegalStateException(other);
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }
}
