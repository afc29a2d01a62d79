package dev.azulejo.storage.file;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/// Times that never repeat in this process. The kernel's own times advance in ticks of some milliseconds,
/// in which a file can be written, deleted, and its inode reused by another of the same size.
final class CommitTime {
    private static final long STEP_NANOS = 1_000; // what coarse file systems and older kernels still keep
    private static final AtomicLong LAST = new AtomicLong();

    private CommitTime() {}

    /// The next time: nanoseconds since 1970, whole microseconds.
    static long next() {
        var now = Instant.now();
        long nanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano() / STEP_NANOS * STEP_NANOS;
        return LAST.updateAndGet(last -> Math.max(nanos, last + STEP_NANOS));
    }
}
