package dev.azulejo.storage.https;

import java.time.Duration;

/// How long somebody is waited for.
///
/// @param connect until a connection is there, TLS and all, for each address of a name
/// @param silence between two bytes
/// @param total until the last byte, redirects and all: one byte a second ends here
public record Patience(Duration connect, Duration silence, Duration total) {
    public Patience {
        if (!connect.isPositive() || !silence.isPositive() || !total.isPositive()) {
            throw new IllegalArgumentException(
                    "no patience: connect %s, silence %s, total %s".formatted(connect, silence, total));
        }
    }
}
