package dev.azulejo.api.job;

import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.KeyUse;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.CanonicalText.Hash;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Holds callers to one request for each Idempotency-Key. Thread-safe.
@Singleton
public class IdempotencyKeys {
    private static final int LONGEST = 255;

    private final TenantObjects records;
    private final Clock clock;

    public IdempotencyKeys(TenantObjects records, Clock clock) {
        this.records = records;
        this.clock = clock;
    }

    /// @param header as it was sent, if it was
    public static Optional<String> checked(@Nullable String header) {
        if (header != null && (header.isBlank() || header.length() > LONGEST)) {
            throw Kind.MALFORMED.exception("the Idempotency-Key must have 1 to %d characters".formatted(LONGEST));
        }
        return Optional.ofNullable(header);
    }

    /// @param deleted which of the request's jobs are deleted, and since when: by their ids
    /// @throws dev.azulejo.api.problem.ProblemException when it was used for another request, or a job was deleted:
    ///     a request that is repeated brings none back
    public void remember(Tenant tenant, String key, Hash request, Map<String, Instant> deleted) {
        var use = records.use(tenant, key, new KeyUse(KeyUse.SCHEMA, request.hex(), clock.instant(), deleted));
        if (!use.request().equals(request.hex())) {
            throw Kind.KEY_REUSED.exception(
                    "this Idempotency-Key was used for another request within the last %d hours; take a new one"
                            .formatted(KeyUse.KEPT.toHours()));
        }
        deleted.forEach((job, at) -> {
            if (!at.equals(use.deleted().get(job))) {
                throw Kind.GONE.exception(
                        "job %s was deleted since this Idempotency-Key was used first; take a new key to have it made again"
                                .formatted(job));
            }
        });
    }
}
