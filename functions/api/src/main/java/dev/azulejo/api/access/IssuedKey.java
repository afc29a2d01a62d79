package dev.azulejo.api.access;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.azulejo.api.tenant.Tenant;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// The record of a key, without the key.
///
/// @param id its name for people; a part of the hash
/// @param tenant that it lets in
/// @param hash of the key
/// @param name its purpose, in the operator's words
/// @param expiresAt when it ceases to be valid; absent if it is valid until revoked
public record IssuedKey(
        int schema,
        String id,
        String tenant,
        String hash,
        @Nullable String name,
        Instant createdAt,
        @Nullable Instant expiresAt) {
    public static final int SCHEMA = 1;

    private static final int ID_DIGITS = 12;

    static IssuedKey of(ApiKey key, Tenant tenant, @Nullable String name, Instant now, @Nullable Instant expiresAt) {
        var hash = key.hash().hex();
        return new IssuedKey(SCHEMA, hash.substring(0, ID_DIGITS), tenant.id(), hash, name, now, expiresAt);
    }

    public boolean isLive(Instant now) {
        return expiresAt == null || now.isBefore(expiresAt);
    }

    @JsonIgnore
    public Tenant owner() {
        return new Tenant(tenant);
    }
}
