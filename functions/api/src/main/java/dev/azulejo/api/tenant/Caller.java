package dev.azulejo.api.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The tenant that sent the current request.
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;

    void is(Tenant known) {
        tenant = known;
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
