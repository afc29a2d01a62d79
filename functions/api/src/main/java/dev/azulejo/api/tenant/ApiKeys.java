package dev.azulejo.api.tenant;

import java.util.Optional;

/// Knows the keys that let callers in. Thread-safe.
public interface ApiKeys {
    /// @param key as it was sent, which may be any text
    Optional<Tenant> tenantOf(String key);
}
