package dev.azulejo.api.tenant;

import jakarta.enterprise.context.RequestScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who sent the request that is being answered.
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

    /// The id of the key that let it in; none where that was a link.
    public Optional<String> key() {
        return Optional.ofNullable(key);
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
