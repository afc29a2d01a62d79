package dev.azulejo.storage.web;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/// The pause that a busy service has asked for. All who ask one service share it: where it has told one thread
/// to wait, the others wait too, instead of being refused in turn, which services answer with longer pauses.
/// Thread-safe.
public final class SharedPause {
    private final long start = System.nanoTime();
    private final AtomicLong end = new AtomicLong(); // nanoseconds after the start

    /// Lets nobody ask for as long as this from now on.
    void extend(Duration pause) {
        end.accumulateAndGet(System.nanoTime() - start + pause.toNanos(), Math::max);
    }

    /// The rest of the pause; not positive when it is over.
    Duration left() {
        return Duration.ofNanos(end.get() - (System.nanoTime() - start));
    }
}
