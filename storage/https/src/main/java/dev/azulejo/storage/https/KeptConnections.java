package dev.azulejo.storage.https;

import java.time.Duration;

/// How many connections stay open after an answer, for the next request to the same host and port, and for
/// how long. One is kept only if its answer was read to the end.
///
/// @param most of them, to all hosts together
/// @param idle until an unused one is closed
public record KeptConnections(int most, Duration idle) {
    /// Keeps none: each request has a connection of its own.
    public static final KeptConnections NONE = new KeptConnections(0, Duration.ofSeconds(1));

    /// For callers that ask one host again and again: services wait longer than this for the next request.
    public static final KeptConnections FOR_ONE_HOST = new KeptConnections(16, Duration.ofSeconds(10));

    public KeptConnections {
        if (most < 0 || !idle.isPositive()) {
            throw new IllegalArgumentException("cannot keep %d connections for %s".formatted(most, idle));
        }
    }
}
