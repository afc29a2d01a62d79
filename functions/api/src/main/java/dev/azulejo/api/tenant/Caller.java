package dev.azulejo.api.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tenant that sent the current request.
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;
    private @Nullable String key;

    void is(Tenant known) {
        tenant = known;
    }

    void is(Tenant known, String by) {
        tenant = known;
        key = by;
    }

    /// The id of the caller's key; empty if the request came with a link.
    public Optional<String> key() {
        return Optional.ofNullable(key);
    }

    /// The tenant; empty if the request needed no key.
    public Optional<Tenant> ifKnown() {
        return Optional.ofNullable(tenant);
    }

    public Tenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("no key was required");
        }
        return tenant;
    }
}
