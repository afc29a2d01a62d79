package dev.azulejo.api.repeat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.api.record.KeyUse;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Allows one request for each Idempotency-Key. Thread-safe.
@Singleton
public class IdempotencyKeys {
    private static final int LONGEST = 255;

    private static final JsonMapper CANONICAL = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

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

    /// @param deleted the request's deleted jobs, with the times of their deletion, by id
    /// @throws dev.azulejo.api.problem.ProblemException when it was used for another request, or a job was
    ///     deleted: a request that is repeated brings none back
    public void remember(Tenant tenant, String key, Hash request, Map<String, Instant> deleted) {
        var use = used(tenant, key, new KeyUse(KeyUse.SCHEMA, request.hex(), clock.instant(), deleted, null));
        deleted.forEach((job, at) -> {
            if (!at.equals(use.deleted().get(job))) {
                throw Kind.GONE.exception(
                        "job %s was deleted since this Idempotency-Key was used first; take a new key to have it made again"
                                .formatted(job));
            }
        });
    }

    /// An object with an id of its own that a request makes; a repeat returns the same.
    ///
    /// @param isNew whether the request was never sent before
    public record Made(String id, Instant at, boolean isNew) {}

    /// Finds or notes the object that a request makes.
    ///
    /// @param key empty if the request has none, and then makes a new object each time
    /// @param kind of object, so equal bodies of two operations are two requests
    /// @param id for a new object
    /// @throws dev.azulejo.api.problem.ProblemException when the key was used for another request
    public Optional<Made> made(
            Tenant tenant, Optional<String> key, String kind, @Nullable JsonNode body, Supplier<String> id) {
        return key.map(text -> {
            var ours = new KeyUse(KeyUse.SCHEMA, hash(kind, body).hex(), clock.instant(), Map.of(), id.get());
            var holds = used(tenant, text, ours);
            return new Made(Objects.requireNonNull(holds.made()), holds.at(), holds.equals(ours));
        });
    }

    private KeyUse used(Tenant tenant, String key, KeyUse ours) {
        var use = records.use(tenant, key, ours);
        if (!use.request().equals(ours.request())) {
            throw Kind.KEY_REUSED.exception(
                    "this Idempotency-Key was used for another request within the last %d hours; take a new one"
                            .formatted(KeyUse.KEPT.toHours()));
        }
        return use;
    }

    /// The hash of a body, whatever the order of its fields.
    private static Hash hash(String kind, @Nullable JsonNode body) {
        try {
            var tree = body == null ? Map.of() : CANONICAL.treeToValue(body, Object.class);
            return Hash.of(CANONICAL.writeValueAsBytes(List.of(kind, tree)));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
