package dev.azulejo.api.delivery;

import dev.azulejo.storage.web.Busy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/// Decides when to try again: by the schedule that Standard Webhooks recommends, 75 hours and a half in
/// all.
final class Pauses {
    /// The pauses after the first failure, the second, and so on; after the last one the delivery is dead.
    static final List<Duration> TABLE = List.of(
            Duration.ofSeconds(5),
            Duration.ofMinutes(5),
            Duration.ofMinutes(30),
            Duration.ofHours(2),
            Duration.ofHours(5),
            Duration.ofHours(10),
            Duration.ofHours(14),
            Duration.ofHours(20),
            Duration.ofHours(24));

    /// The most by which a pause is lengthened, so deliveries that failed together do not come back
    /// together.
    private static final double MOST_JITTER = 0.1;

    /// The longest pause that a receiver can ask for.
    private static final Duration LONGEST = Duration.ofHours(24);

    private static final Duration LONGEST_TURN = Duration.ofMinutes(5);

    private final DoubleSupplier random;

    /// @param random gives numbers from 0 to 1
    Pauses(DoubleSupplier random) {
        this.random = random;
    }

    /// When to come back after another call to the same receiver that ends at `end`: spread, not all at
    /// once.
    Instant whileOthersCall(Instant end) {
        return end.plusMillis((long) (LONGEST_TURN.toMillis() * random.getAsDouble()));
    }

    /// @param failures so far
    /// @param retryAfter the receiver's header; used if it means a longer pause
    Optional<Instant> next(int failures, Optional<String> retryAfter, Instant now) {
        if (failures > TABLE.size()) {
            return Optional.empty();
        }
        var pause = TABLE.get(failures - 1);
        var longer = pause.plusMillis((long) (pause.toMillis() * MOST_JITTER * random.getAsDouble()));
        return Optional.of(now.plus(retryAfter
                .flatMap(text -> Busy.asked(text, now))
                .map(Pauses::shorter)
                .filter(asked -> asked.compareTo(longer) > 0)
                .orElse(longer)));
    }

    private static Duration shorter(Duration asked) {
        return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
    }
}
