package dev.azulejo.api.access;

import dev.azulejo.api.tenant.ApiKeys;
import dev.azulejo.api.tenant.Tenant;
import java.time.Clock;
import java.util.Optional;

/// The keys that operators have made. Each request reads anew, so a revoked key ends at once. Thread-safe.
public final class StoredKeys implements ApiKeys {
    private final AccessObjects access;
    private final Clock clock;

    public StoredKeys(AccessObjects access, Clock clock) {
        this.access = access;
        this.clock = clock;
    }

    @Override
    public Optional<Tenant> tenantOf(String given) {
        return ApiKey.parse(given)
                .flatMap(access::find)
                .filter(issued -> issued.isLive(clock.instant()))
                .map(IssuedKey::owner);
    }
}
