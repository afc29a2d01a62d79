package dev.azulejo.api.upload;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.Upload;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.UploadObjects.Held;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.storage.ObjectStat;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Removes old uploads that no job needs, and the remains of killed processes. Thread-safe.
@Singleton
public class UploadSweep {
    /// The age from which bytes count as stray: no upload link is valid as long, and no fetch takes as
    /// long.
    private static final Duration STRAY = Duration.ofDays(1);

    private final UploadObjects uploads;
    private final TenantObjects records;
    private final Holds holds;
    private final Premises premises;
    private final Clock clock;

    public UploadSweep(UploadObjects uploads, TenantObjects records, Holds holds, Premises premises, Clock clock) {
        this.uploads = uploads;
        this.records = records;
        this.holds = holds;
        this.premises = premises;
        this.clock = clock;
    }

    /// Removes old uploads of all tenants, and bytes without an upload, which came by a link after its
    /// upload was removed.
    public void all() {
        records.tenants().forEach(tenant -> {
            adopt(tenant);
            expire(tenant);
        });
        removeStrays();
    }

    /// Lists uploads of an earlier version, which had no list.
    private void adopt(Tenant tenant) {
        var listed =
                uploads.held(tenant, "", Long.MAX_VALUE).stream().map(Held::id).collect(Collectors.toSet());
        var unlisted = new HashSet<>(uploads.all(tenant));
        unlisted.removeAll(listed);
        unlisted.stream()
                .flatMap(id -> find(tenant, id).stream())
                .filter(upload -> !upload.isGone())
                .forEach(upload -> uploads.hold(tenant, upload));
    }

    public void expire(Tenant tenant) {
        uploads.held(tenant, "", Long.MAX_VALUE).forEach(held -> expire(tenant, held));
    }

    private void expire(Tenant tenant, Held held) {
        var upload = find(tenant, held.id());
        boolean isOlder = held.at().plus(Holds.KEPT).isBefore(clock.instant());
        if (upload.isPresent() && (upload.get().isGone() || isOlder)) {
            holds.remove(tenant, held.id());
        }
        // Its announcement was killed, or it was fetched by two processes.
        boolean isAnothers = upload.isEmpty() || !held.isOf(upload.get());
        if (isAnothers && held.at().plus(Holds.NEVER_BEGUN).isBefore(clock.instant())) {
            uploads.release(tenant, held);
        }
    }

    private void removeStrays() {
        var place = premises.places().open(premises.uploads());
        List<String> strays;
        try (var files = place.list("")) {
            strays = files.filter(file -> file.modified().plus(STRAY).isBefore(clock.instant()))
                    .map(ObjectStat::key)
                    .filter(this::isStray)
                    .toList();
        }
        strays.forEach(place::delete);
    }

    /// @param key `{tenant}/{upload}/{name}`
    private boolean isStray(String key) {
        var folders = key.split("/", 3);
        var tenant = Tenant.parse(folders[0]);
        var id = folders.length == 3 ? UploadId.parse(folders[1]) : Optional.<UploadId>empty();
        return tenant.isPresent()
                && id.isPresent()
                && find(tenant.get(), id.get())
                        .filter(upload -> !upload.isGone())
                        .isEmpty();
    }

    private Optional<Upload> find(Tenant tenant, UploadId id) {
        return uploads.find(tenant, id).map(found -> found.record());
    }
}
