package dev.azulejo.core.failure;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;

/// Waits for work on another thread and rethrows its failure as if it had run on this one.
public final class OtherThread {
    private OtherThread() {}

    /// Waits for the work and returns its result.
    ///
    /// @throws RuntimeException the one that ended it
    /// @throws IllegalStateException when this thread is interrupted; it stays so
    public static <T> T join(Future<T> running) {
        try {
            return running.get();
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case RuntimeException failure -> throw failure;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("work on another thread ended without reason", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread works", e);
        }
    }
}
