package dev.azulejo.client;

import dev.azulejo.client.Answer.No;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/// Counts the attempts at one request: after a failure it waits, or throws it if it was the last. Not
/// thread-safe.
final class Tries {
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int UNAVAILABLE = 503;

    private final Patience patience;
    private final DoubleSupplier chance;
    private final Consumer<Duration> sleep;
    private int failures;

    Tries(Patience patience) {
        this(patience, () -> ThreadLocalRandom.current().nextDouble(), Tries::sleep);
    }

    /// @param chance from 0 to 1
    Tries(Patience patience, DoubleSupplier chance, Consumer<Duration> sleep) {
        this.patience = patience;
        this.chance = chance;
        this.sleep = sleep;
    }

    /// Forgets earlier failures after a success.
    void succeeded() {
        failures = 0;
    }

    /// @param isRepeatable whether the request may be sent again though it may have done its work
    void broken(IOException e, boolean isRepeatable) {
        failures++;
        if (!isRepeatable || !pause(Duration.ZERO)) {
            throw new UncheckedIOException("%s (attempt %d)".formatted(e.getMessage(), failures), e);
        }
    }

    void refused(No<?> no, boolean isRepeatable) {
        int status = no.problem().status();
        boolean mayHelp = status == TOO_MANY_REQUESTS || status == UNAVAILABLE || (status >= 500 && isRepeatable);
        failures++;
        if (!mayHelp || !pause(no.retryAfter().orElse(Duration.ZERO))) {
            throw new ProblemException(no.problem());
        }
    }

    /// @return whether there is another attempt
    private boolean pause(Duration atLeast) {
        if (failures >= patience.attempts() || atLeast.compareTo(patience.longestPause()) > 0) {
            return false;
        }
        var own = patience.pause(failures, chance.getAsDouble());
        sleep.accept(own.compareTo(atLeast) > 0 ? own : atLeast);
        return true;
    }

    static void sleep(Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            throw Pulse.interrupted();
        }
    }
}
