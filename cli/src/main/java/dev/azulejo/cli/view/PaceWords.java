package dev.azulejo.cli.view;

import dev.azulejo.local.work.FilePace;
import java.util.Optional;

/// Says how far a file is, as lines and bars show it.
final class PaceWords {
    private static final double MEGA = 1e6;

    private PaceWords() {}

    /// The share that is done, such as `45 %`.
    static String percent(FilePace pace) {
        return "%.0f %%".formatted(Math.floor(100 * pace.share()));
    }

    /// The speed of work that is counted in pixels, such as `1.20 MP/s, 12 s left`; empty before the first ones.
    static Optional<String> speed(FilePace pace, long nowNanos) {
        return pace.left(nowNanos)
                .map(left -> "%.2f MP/s, %s left".formatted(pace.perSecond() / MEGA, BatchPace.shown(left)));
    }
}
