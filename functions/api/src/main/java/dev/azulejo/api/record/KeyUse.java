package dev.azulejo.api.record;

import java.time.Duration;
import java.time.Instant;

/// What an Idempotency-Key was used for.
///
/// @param request hash of the body
public record KeyUse(int schema, String request, Instant at) {
    public static final int SCHEMA = 1;

    /// How long a key is remembered.
    public static final Duration KEPT = Duration.ofHours(24);

    boolean isForgotten(Instant now) {
        return at.plus(KEPT).isBefore(now);
    }
}
