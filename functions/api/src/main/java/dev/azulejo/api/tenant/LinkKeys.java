package dev.azulejo.api.tenant;

import java.util.Optional;

/// Knows the links that let callers in without a key. Thread-safe.
public interface LinkKeys {
    String PARAMETER = "link";

    /// @param path that is asked for
    /// @param link as it was sent, which may be any text
    /// @return its tenant, if it opens that path now
    Optional<Tenant> tenantOf(String path, String link);
}
