package dev.azulejo.api.order;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.problem.Body;
import dev.azulejo.api.problem.Problem;
import dev.azulejo.api.problem.Problem.FieldError;
import dev.azulejo.api.tenant.Tenant;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How long a caller wants results of a job to stay, and how long a tenant's may. Thread-safe.
@Singleton
public class KeepTimes {
    /// Ten years.
    public static final long MOST_SECONDS = 315_360_000;

    private static final String FIELD = "expiresIn";

    private final AccessObjects access;

    public KeepTimes(AccessObjects access) {
        this.access = access;
    }

    /// What the body of a request says, in seconds.
    static @Nullable Long read(Body body) {
        return body.any(FIELD).isMissingNode() ? null : body.number(FIELD, 1, MOST_SECONDS);
    }

    /// How long results of a tenant may stay, in seconds; absent where for ever.
    @Nullable Long longest(Tenant tenant) {
        var days = access.limits(tenant).keepDays();
        return days == null ? null : Long.valueOf(Duration.ofDays(days).toSeconds());
    }

    /// What holds of what was asked for.
    ///
    /// @return absent where results stay
    static @Nullable Long allowed(@Nullable Long asked, @Nullable Long longest) {
        if (asked != null && longest != null && asked > longest) {
            throw Problem.invalid(List.of(new FieldError(
                    "/" + FIELD, "is %d; results of yours stay %d seconds at most".formatted(asked, longest))));
        }
        return asked == null ? longest : asked;
    }
}
