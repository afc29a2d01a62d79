package dev.azulejo.functions.route;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongConsumer;

/// How long one call may work. The next one goes on from where it has come to.
///
/// @param end when it must have ended
public record Shift(InstantSource clock, Instant end) implements LongConsumer {

    /// Nothing is wrong: there is more than one call can do.
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
