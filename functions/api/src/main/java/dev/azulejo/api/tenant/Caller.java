package dev.azulejo.api.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sent the request that is being answered.
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;

    void is(Tenant known) {
        tenant = known;
    }

    /// Nobody where no key was asked for.
    public Optional<Tenant> ifKnown() {
        return Optional.ofNullable(tenant);
    }

    public Tenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("nobody asked for a key");
        }
        return tenant;
    }
}
