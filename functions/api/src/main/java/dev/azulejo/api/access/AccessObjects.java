package dev.azulejo.api.access;

import dev.azulejo.api.record.JsonObjects;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keys and limits, as JSON objects of the work place. Operators write them and the API reads them, so they
/// lie apart from the data of tenants, and the API needs no right to write here. Thread-safe.
///
/// | object, under `access/` | says |
/// |---|---|
/// | `keys/{hash}.json` | the key's tenant and its expiry; a key without this object is revoked |
/// | `tenants/{tenant}/keys/1.json`, `2.json` | the same by tenant: a tenant has two places for keys, and no third |
/// | `tenants/{tenant}/limits.json` | how much the tenant may use, if not the usual limits |
public final class AccessObjects {
    /// The most keys of a tenant: one in use and one to replace it.
    public static final int MOST_KEYS = 2;

    private static final String KEYS = WorkLayout.ACCESS.key("keys/");
    private static final String TENANTS = WorkLayout.ACCESS.key("tenants/");

    private final JobStorage work;
    private final JsonObjects records;

    public AccessObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    /// Makes a key. It first takes a place that is free, or whose key has expired: after a death in
    /// between, that place holds a key that was never shown and opens nothing, to be revoked like any
    /// other.
    ///
    /// @return the key; empty if the tenant has as many as it may
    public Optional<ApiKey> make(Tenant tenant, @Nullable String name, Instant now, @Nullable Instant expiresAt) {
        var key = ApiKey.random();
        var issued = IssuedKey.of(key, tenant, name, now, expiresAt);
        if (places(tenant).noneMatch(place -> take(place, issued))) {
            return Optional.empty();
        }
        records.put(keyOf(issued.hash()), issued);
        return Optional.of(key);
    }

    private boolean take(String place, IssuedKey issued) {
        var found = records.find(place, IssuedKey.class);
        var before = found.map(Found::record);
        if (before.filter(key -> key.isLive(issued.createdAt())).isPresent()) {
            return false;
        }
        boolean taken = records.replace(place, found, issued);
        if (taken) {
            before.ifPresent(expired -> work.delete(keyOf(expired.hash())));
        }
        return taken;
    }

    /// Finds the record of a key: one read of one object, whether or not there is such a key.
    public Optional<IssuedKey> find(ApiKey key) {
        return records.read(keyOf(key.hash().hex()), IssuedKey.class);
    }

    /// Revokes a key at once.
    ///
    /// @return whether the tenant had it
    public boolean revoke(Tenant tenant, String id) {
        for (var place : places(tenant).toList()) {
            var issued =
                    records.read(place, IssuedKey.class).filter(key -> key.id().equals(id));
            if (issued.isPresent()) {
                work.delete(keyOf(issued.get().hash()));
                work.delete(place);
                return true;
            }
        }
        return false;
    }

    /// The keys of a tenant, also those that have expired.
    public List<IssuedKey> keys(Tenant tenant) {
        return places(tenant)
                .flatMap(place -> records.read(place, IssuedKey.class).stream())
                .toList();
    }

    public TenantLimits limits(Tenant tenant) {
        return records.read(limitsOf(tenant), TenantLimits.class)
                .map(limits -> limits.asOfNow(tenant))
                .orElseGet(() -> TenantLimits.usual(tenant));
    }

    public void limit(Tenant tenant, TenantLimits limits) {
        records.put(limitsOf(tenant), limits);
    }

    public boolean knows(Tenant tenant) {
        try (var objects = work.list(folder(tenant))) {
            return objects.findAny().isPresent();
        }
    }

    public List<Tenant> tenants() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .map(key -> key.substring(TENANTS.length(), key.indexOf('/', TENANTS.length())))
                    .distinct()
                    .map(Tenant::new)
                    .toList();
        }
    }

    private static Stream<String> places(Tenant tenant) {
        return IntStream.rangeClosed(1, MOST_KEYS).mapToObj(number -> folder(tenant) + "keys/" + number + ".json");
    }

    private static String keyOf(String hash) {
        return KEYS + hash + ".json";
    }

    private static String limitsOf(Tenant tenant) {
        return folder(tenant) + "limits.json";
    }

    private static String folder(Tenant tenant) {
        return TENANTS + tenant.id() + "/";
    }
}
