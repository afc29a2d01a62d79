package dev.azulejo.functions.route;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/// The time that one call may work. The next one continues where it stopped.
///
/// @param end when it must have ended
public record Shift(InstantSource clock, Instant end) implements LongConsumer {

    /// Thrown when the shift is over, which is no failure: there is more work than one call can do.
    public static final class Over extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Over() {
            super("there is more to do than one call has time for; the next one goes on");
        }
    }

    /// @throws Over when it has ended
    void check() {
        if (!clock.instant().isBefore(end)) {
            throw new Over();
        }
    }

    @Override
    public void accept(long bytes) {
        check();
    }
}
