package dev.azulejo.api.access;

import dev.azulejo.api.record.JsonObjects;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Keys and limits, as JSON objects of the work place. Operators write them and the API reads them; so they lie apart
/// from what tenants make, and the API needs no right to write here. Thread-safe.
///
/// | object, under `access/` | says |
/// |---|---|
/// | `keys/{hash}.json` | whose key that is, and until when; whoever has it gone has revoked the key |
/// | `tenants/{tenant}/keys/1.json`, `2.json` | the same by tenant: a tenant has two places for keys, and no third |
/// | `tenants/{tenant}/limits.json` | how much the tenant may use, where that is not what is usual |
public final class AccessObjects {
    /// One that is used and one that replaces it.
    public static final int MOST_KEYS = 2;

    private static final String KEYS = WorkLayout.ACCESS.key("keys/");
    private static final String TENANTS = WorkLayout.ACCESS.key("tenants/");

    private final JobStorage work;
    private final JsonObjects records;

    public AccessObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    /// A new key takes a place that is free, or whose key has expired, before it is one: who is killed in between
    /// leaves a place whose key nobody has seen and that opens nothing, to be revoked as any other.
    ///
    /// @return the key; none when the tenant has as many as it may
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
        if (before.filter(its -> its.isLive(issued.createdAt())).isPresent()) {
            return false;
        }
        boolean taken = records.replace(place, found, issued);
        if (taken) {
            before.ifPresent(expired -> work.delete(keyOf(expired.hash())));
        }
        return taken;
    }

    /// What is known of a key: one read of one object, whether or not there is such a key.
    public Optional<IssuedKey> find(ApiKey key) {
        return records.read(keyOf(key.hash().hex()), IssuedKey.class);
    }

    /// Ends a key at once.
    ///
    /// @return whether the tenant had it
    public boolean revoke(Tenant tenant, String id) {
        for (var place : places(tenant).toList()) {
            var issued =
                    records.read(place, IssuedKey.class).filter(its -> its.id().equals(id));
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

    /// Whether it has keys or limits.
    public boolean knows(Tenant tenant) {
        try (var objects = work.list(folder(tenant))) {
            return objects.findAny().isPresent();
        }
    }

    /// Those who have keys or limits.
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
