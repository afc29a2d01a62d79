package dev.azulejo.api.tenant;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Knows the keys that let callers in. Thread-safe.
public interface ApiKeys {
    int ID_DIGITS = 12;

    /// @param key as it was sent, which may be any text
    Optional<Tenant> tenantOf(String key);

    /// What people call a key, whether or not it is one: a piece of its hash.
    default String idOf(String key) {
        return Hash.of(key.getBytes(StandardCharsets.UTF_8)).hex().substring(0, ID_DIGITS);
    }
}
