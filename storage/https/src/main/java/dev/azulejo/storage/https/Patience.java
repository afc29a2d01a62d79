package dev.azulejo.storage.https;

import java.time.Duration;

/// The time limits of a request.
///
/// @param connect until a connection is made, with TLS, for each address of a name
/// @param silence between two bytes
/// @param total until the last byte, with redirects: limits a server that sends one byte a second
public record Patience(Duration connect, Duration silence, Duration total) {
    public Patience {
        if (!connect.isPositive() || !silence.isPositive() || !total.isPositive()) {
            throw new IllegalArgumentException(
                    "no patience: connect %s, silence %s, total %s".formatted(connect, silence, total));
        }
    }
}
