package dev.azulejo.storage.drives;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// How often a service is asked again, and how one waits.
///
/// @param attempts of each request
/// @param pause before the second; twice as long before each later one
/// @param longest pause that a service may ask for
/// @param waiting how time passes
public record Persistence(int attempts, Duration pause, Duration longest, Waiting waiting) {
    /// For people and functions.
    public static final Persistence USUAL =
            new Persistence(8, Duration.ofMillis(500), Duration.ofMinutes(5), Persistence::sleep);

    /// Lets time pass.
    public interface Waiting {
        void pass(Duration time) throws InterruptedException;
    }

    private static void sleep(Duration time) throws InterruptedException {
        TimeUnit.NANOSECONDS.sleep(time.toNanos());
    }
}
