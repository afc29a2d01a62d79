package dev.azulejo.api.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.azulejo.api.tenant.ApiKeys;
import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// What is known of a key, which is not the key.
///
/// @param id what people call it; a piece of the hash
/// @param tenant whom it lets in
/// @param hash of the key
/// @param name what it is for, in somebody's words
/// @param expiresAt from when on it is none; absent where it is one until it is revoked
public record IssuedKey(
        int schema,
        String id,
        String tenant,
        String hash,
        @Nullable String name,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    public static final int SCHEMA = 1;

    static IssuedKey of(ApiKey key, Tenant tenant, @Nullable String name, Instant now, @Nullable Instant expiresAt) {
        var hash = key.hash().hex();
        return new IssuedKey(SCHEMA, hash.substring(0, ApiKeys.ID_DIGITS), tenant.id(), hash, name, now, expiresAt);
    }

    public boolean isLive(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @JsonIgnore
    public Tenant owner() {
        return new Tenant(tenant);
    }
}
