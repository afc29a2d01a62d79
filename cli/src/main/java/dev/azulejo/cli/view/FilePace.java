package dev.azulejo.cli.view;

import java.time.Duration;
import java.util.Optional;

/// How far one file is, in pixels of input. For one thread.
final class FilePace {
    private final long pixels;
    private final long startNanos;
    private long done;

    FilePace(long pixels, long startNanos) {
        this.pixels = pixels;
        this.startNanos = startNanos;
    }

    void advanced(long more) {
        done = Math.min(pixels, done + more);
    }

    /// 0 to 1.
    double share() {
        return (double) done / pixels;
    }

    /// Such as `45 %`.
    String percent() {
        return "%.0f %%".formatted(Math.floor(100 * share()));
    }

    /// Such as `1.20 MP/s, 12 s left`; nothing before the first pixels.
    Optional<String> speed(long nowNanos) {
        double nanos = nowNanos - startNanos;
        if (done == 0 || nanos <= 0) {
            return Optional.empty();
        }
        var left = Duration.ofNanos((long) (nanos * (pixels - done) / done));
        return Optional.of("%.2f MP/s, %s left".formatted(1_000 * done / nanos, BatchPace.shown(left)));
    }
}
