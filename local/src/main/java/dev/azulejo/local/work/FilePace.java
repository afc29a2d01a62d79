package dev.azulejo.local.work;

import java.time.Duration;
import java.util.Optional;

/// Computes how far one file is, in pixels or another unit of work, and how long the rest takes. What an earlier run
/// has done tells nothing of the time. The time that is left never counts up: where the work is slower than
/// was thought, the last answer stands until it is right again. For one thread.
public final class FilePace {
    private static final double NANOS_PER_SECOND = 1e9;

    private final long all;
    private final long startNanos;
    private long found;
    private long done;
    private long lastNanos;
    private double leastNanosLeft = Double.POSITIVE_INFINITY;

    /// @param all of its work
    /// @param nowNanos in the time of [System#nanoTime], as everywhere here
    public FilePace(long all, long nowNanos) {
        this.all = all;
        this.startNanos = nowNanos;
        this.lastNanos = nowNanos;
    }

    /// Notes how much an earlier run has done.
    public void found(long more) {
        found = Math.min(all - done, found + more);
    }

    public void advanced(long more, long nowNanos) {
        done = Math.min(all - found, done + more);
        lastNanos = nowNanos;
    }

    /// The amount of work that is done.
    public long finished() {
        return found + done;
    }

    /// The share that is done, 0 to 1.
    public double share() {
        return all == 0 ? 0 : (double) finished() / all;
    }

    /// The time until all is done; empty before this run has done a first part.
    public Optional<Duration> left(long nowNanos) {
        if (done == 0 || lastNanos <= startNanos) {
            return Optional.empty();
        }
        double whenLastDone = (double) (lastNanos - startNanos) / done * (all - finished());
        leastNanosLeft = Math.clamp(whenLastDone - (nowNanos - lastNanos), 0, leastNanosLeft);
        return Optional.of(Duration.ofNanos((long) leastNanosLeft));
    }

    /// The amount of work that this run has done in a second so far; to be called once [#left] has a value.
    public double perSecond() {
        return done * NANOS_PER_SECOND / (lastNanos - startNanos);
    }
}
