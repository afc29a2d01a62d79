package dev.azulejo.api.tenant;

import jakarta.enterprise.context.RequestScoped;
import org.jspecify.annotations.Nullable;

/// Who sent the request that is being answered.
@RequestScoped
public class Caller {
    private @Nullable Tenant tenant;

    void is(Tenant known) {
        tenant = known;
    }

    public Tenant tenant() {
        if (tenant == null) {
            throw new IllegalStateException("nobody asked for a key");
        }
        return tenant;
    }
}
