package dev.azulejo.server;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.access.IssuedKey;
import dev.azulejo.api.access.TenantLimits;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.office.KeyOffice;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The keys of a server, in its folder, or of a deployment, in its bucket of jobs.
public final class KeyDesk implements KeyOffice {
    private static AccessObjects access(URI place) {
        return new AccessObjects(
                "file".equals(place.getScheme())
                        ? EmbeddedWiring.work(Path.of(place))
                        : new StorageRouter(StorageSettings.of(MediaTypes::of)).jobStorage(place));
    }

    private static Tenant tenant(String id) {
        return Tenant.parse(id)
                .orElseThrow(
                        () -> ExitCode.USAGE.failure("a tenant cannot be called '%s': %s".formatted(id, Tenant.RULE)));
    }

    @Override
    public String make(URI place, String tenant, Optional<String> name, Optional<Duration> valid) {
        var now = Instant.now();
        return access(place)
                .make(
                        tenant(tenant),
                        name.orElse(null),
                        now,
                        valid.map(now::plus).orElse(null))
                .orElseThrow(() -> ExitCode.USAGE.failure(
                        "%s has %d keys, which is the most; revoke one first: azulejo keys list %s shows them"
                                .formatted(tenant, AccessObjects.MOST_KEYS, tenant)))
                .text();
    }

    @Override
    public List<HeldKey> keys(URI place, Optional<String> tenant) {
        var access = access(place);
        var now = Instant.now();
        return tenant.map(KeyDesk::tenant).map(List::of).orElseGet(access::tenants).stream()
                .flatMap(holder -> access.keys(holder).stream())
                .map(key -> key(key, now))
                .toList();
    }

    private static HeldKey key(IssuedKey key, Instant now) {
        var name = Optional.ofNullable(key.name()).orElse("");
        return new HeldKey(key.tenant(), key.id(), key.createdAt(), key.expiresAt(), key.isLive(now), name);
    }

    @Override
    public void revoke(URI place, String tenant, String id) {
        if (!access(place).revoke(tenant(tenant), id)) {
            throw ExitCode.NO_INPUT.failure(
                    "%s has no key %s; azulejo keys list %s shows those it has".formatted(tenant, id, tenant));
        }
    }

    @Override
    public Limits limits(URI place, String tenant) {
        var limits = access(place).limits(tenant(tenant));
        return new Limits(
                limits.requestsPerMinute(),
                limits.openMegapixels(),
                limits.monthMegapixels(),
                limits.uploadMegabytes(),
                limits.keepDays());
    }

    @Override
    public void limit(URI place, String tenant, Limits limits) {
        access(place)
                .limit(
                        tenant(tenant),
                        new TenantLimits(
                                TenantLimits.SCHEMA,
                                limits.requestsPerMinute(),
                                limits.openMegapixels(),
                                limits.monthMegapixels(),
                                limits.uploadMegabytes(),
                                limits.keepDays()));
    }
}
