package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What an Idempotency-Key was used for.
///
/// @param request hash of the body
/// @param deleted which of its jobs were deleted when it was used first, and when: by their ids
/// @param made the id of what the request makes; absent where that follows from the request
public record KeyUse(
        int schema,
        String request,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Instant> deleted,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String made) {
    public static final int SCHEMA = 1;

    /// How long a key is remembered.
    public static final Duration KEPT = Duration.ofHours(24);

    @SuppressWarnings("NullAway") // earlier builds wrote none
    public KeyUse {
        deleted = deleted == null ? Map.of() : Map.copyOf(deleted);
    }

    boolean isForgotten(Instant now) {
        return at.plus(KEPT).isBefore(now);
    }
}
