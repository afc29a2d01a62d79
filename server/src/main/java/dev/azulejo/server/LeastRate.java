package dev.azulejo.server;

import dev.azulejo.api.problem.Problem.Kind;
import java.time.Duration;
import java.util.function.LongSupplier;

/// Tells an upload that is slow from one that only holds a place. The bytes have to come at a least average rate, which
/// is below that of the slowest mobile network (GPRS); a good start pays for a bad minute later. For one thread.
final class LeastRate {
    static final int BYTES_PER_SECOND = 1024;

    /// The time before the rate counts, for short interruptions of networks and small files.
    static final Duration GRACE = Duration.ofSeconds(30);

    private static final double NANOS = 1e9;

    private final LongSupplier nanos;
    private final long begin;

    /// @param nanos what time it is, as [System#nanoTime] tells
    LeastRate(LongSupplier nanos) {
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /// @param bytes that have come since the upload began
    /// @throws dev.azulejo.api.problem.ProblemException if they are too few
    void check(long bytes) {
        double seconds = (nanos.getAsLong() - begin) / NANOS;
        if (bytes < BYTES_PER_SECOND * (seconds - GRACE.toSeconds())) {
            throw Kind.UPLOAD_INCOMPLETE.exception(
                    "only %,d bytes came in %.0f seconds; %,d a second on average are the least, after the first %d; put all of them again"
                            .formatted(bytes, seconds, BYTES_PER_SECOND, GRACE.toSeconds()));
        }
    }
}
