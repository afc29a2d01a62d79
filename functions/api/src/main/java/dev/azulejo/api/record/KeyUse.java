package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The use of an Idempotency-Key.
///
/// @param request hash of the body
/// @param deleted the jobs that were deleted at its first use, with the times of their deletion, by id
/// @param made the id of the object that the request makes; absent if it follows from the request
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
