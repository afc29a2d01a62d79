package dev.azulejo.client;

import java.time.Duration;

/// How often a request is sent again, and how long that takes. It is sent again if the server says so (429
/// and 503), and if the connection or the server broke, provided that a repeat does no harm.
///
/// @param attempts how often a request is sent at most
/// @param firstPause before the second attempt; each further pause is twice as long, less a random part of
///     up to half, so clients that failed together do not come back together
/// @param longestPause the longest pause; if a server asks for a longer one, by Retry-After, the request
///     fails
/// @param silence time without any byte after which a connection counts as broken
public record Patience(int attempts, Duration firstPause, Duration longestPause, Duration silence) {
    /// The default: pauses of up to 15 seconds together. A server may fetch a file for 60 seconds before it
    /// answers; streams of events send something every 15 seconds, or end after 20.
    public static final Patience USUAL =
            new Patience(6, Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(90));

    public Patience {
        if (attempts < 1) {
            throw new IllegalArgumentException(
                    "a request must be sent at least once, not %d times".formatted(attempts));
        }
    }

    /// The pause after a number of failures, at least one.
    ///
    /// @param chance from 0 to 1
    Duration pause(int failures, double chance) {
        long doubled = firstPause.toNanos();
        for (int i = 1; i < failures && doubled < longestPause.toNanos(); i++) {
            doubled *= 2;
        }
        long full = Math.min(doubled, longestPause.toNanos());
        return Duration.ofNanos((long) (full * (1 - chance / 2)));
    }
}
