package dev.azulejo.storage.web;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/// How often to ask again, and how to wait.
///
/// @param attempts of each request
/// @param pause before the second; twice as long before each later one, up to `longest`
/// @param longest pause that the other side may ask for
/// @param waiting how time passes
public record Persistence(int attempts, Duration pause, Duration longest, Waiting waiting) {
    /// The default, for people and functions: with the pauses about a minute.
    public static final Persistence USUAL =
            new Persistence(8, Duration.ofMillis(500), Duration.ofMinutes(5), Persistence::sleep);

    /// The longest time that chance adds to a pause.
    static final Duration MOST_SPREAD = Duration.ofSeconds(10);

    /// Lets time pass.
    public interface Waiting {
        void pass(Duration time) throws InterruptedException;
    }

    /// Makes attempts without pauses, if the caller waits elsewhere.
    public static Persistence withoutPauses(int attempts) {
        return new Persistence(attempts, Duration.ZERO, Duration.ZERO, _ -> {});
    }

    /// Waits on the clock, and by chance up to a half longer, but no more than [#MOST_SPREAD]: threads and
    /// processes that were refused together do not come back together.
    public static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(
                spread(time, ThreadLocalRandom.current().nextDouble()).toNanos());
    }

    /// @param chance from 0 to 1
    static Duration spread(Duration time, double chance) {
        long most = Math.min(time.toNanos() / 2, MOST_SPREAD.toNanos());
        return time.plusNanos((long) (chance * most));
    }
}
