package dev.azulejo.api.operator;

import dev.azulejo.api.access.AccessObjects;
import dev.azulejo.api.job.JobEnds;
import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.Submission;
import dev.azulejo.api.record.TenantObjects;
import dev.azulejo.api.record.UploadId;
import dev.azulejo.api.record.UploadObjects;
import dev.azulejo.api.record.UploadObjects.Held;
import dev.azulejo.api.record.WebhookObjects;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.api.upload.Holds;
import dev.azulejo.api.upload.Holds.Removal;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Storage;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Gatherers;
import java.util.stream.Stream;

/// Counts, cancels and erases the data of tenants. Keys and limits do not belong to it: they are the
/// operator's. Thread-safe.
@Singleton
public class Tenants {
    private final AccessObjects access;
    private final TenantObjects records;
    private final UploadObjects uploads;
    private final WebhookObjects hooks;
    private final JobEnds ends;
    private final Holds holds;
    private final Premises premises;
    private final Clock clock;

    public Tenants(
            AccessObjects access,
            TenantObjects records,
            UploadObjects uploads,
            JobEnds ends,
            Holds holds,
            Premises premises,
            Clock clock) {
        this.access = access;
        this.records = records;
        this.uploads = uploads;
        this.hooks = new WebhookObjects(premises.objects().work());
        this.ends = ends;
        this.holds = holds;
        this.premises = premises;
        this.clock = clock;
    }

    /// Lists all tenants with a key, limits or data, by name.
    public List<Tenant> all() {
        return Stream.concat(access.tenants().stream(), records.tenants().stream())
                .map(Tenant::id)
                .distinct()
                .sorted()
                .map(Tenant::new)
                .toList();
    }

    public Optional<Tenant> find(String name) {
        return Tenant.parse(name).filter(tenant -> access.knows(tenant) || records.knows(tenant));
    }

    public Holding holding(Tenant tenant) {
        var jobs = records.submissions(tenant).stream()
                .filter(record -> record.deletedAt() == null)
                .toList();
        var held = uploads.held(tenant, "", Long.MAX_VALUE);
        return new Holding(
                tenant.id(),
                jobs.size(),
                count(jobs, this::isOpen),
                held.size(),
                held.stream().mapToLong(Held::bytes).sum(),
                records.allBatches(tenant).size(),
                hooks.webhooks(tenant).size());
    }

    private static int count(List<Submission> jobs, Predicate<Submission> which) {
        return (int) jobs.stream()
                .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, which::test))
                .filter(Boolean::booleanValue)
                .count();
    }

    private boolean isOpen(Submission submission) {
        JobObjects objects = premises.objects();
        return objects.newest(submission.job()).flatMap(objects::outcome).isEmpty();
    }

    /// An item of a tenant's data.
    ///
    /// @param kind job, upload, batch or webhook
    /// @param what it is, in words
    public record Item(String kind, String id, Instant at, String what) {}

    /// All items of a tenant, by kinds, the newest first.
    public List<Item> items(Tenant tenant) {
        return Stream.of(
                        records.submissions(tenant).stream()
                                .map(job ->
                                        new Item("job", job.id(), job.createdAt(), status(job) + ", " + job.name())),
                        uploads.held(tenant, "", Long.MAX_VALUE).stream()
                                .map(held -> new Item("upload", held.id().text(), held.at(), held.bytes() + " bytes")),
                        records.allBatches(tenant).stream()
                                .map(batch -> new Item(
                                        "batch",
                                        batch.id(),
                                        batch.createdAt(),
                                        batch.jobs().size() + " jobs")),
                        hooks.webhooks(tenant).stream()
                                .map(hook -> new Item("webhook", hook.id().text(), hook.createdAt(), hook.url())))
                .flatMap(items -> items.sorted(Comparator.comparing(Item::at).reversed()))
                .toList();
    }

    private String status(Submission job) {
        if (job.deletedAt() != null) {
            return "deleted";
        }
        return isOpen(job) ? "open" : "ended";
    }

    /// Cancels all jobs that have not ended; their sources stay.
    ///
    /// @return how many
    public int cancel(Tenant tenant) {
        return count(
                records.submissions(tenant).stream()
                        .filter(record -> record.deletedAt() == null)
                        .toList(),
                job -> isOpen(job) && ends.cancelIfOpen(tenant, job.job(), "the operator cancelled it"));
    }

    /// Removes all data of a tenant: its jobs with their results, its uploads, batches and webhooks, and
    /// all records of them. It can be killed at any moment: the next call removes the rest. Revoke the
    /// tenant's keys first, or it may begin anew.
    ///
    /// @param most how long it may take; the rest is left for the next time
    public Erased erase(Tenant tenant, Duration most) {
        var start = clock.instant();
        var end = start.plus(most);
        hooks.webhooks(tenant).forEach(hook -> hooks.delete(tenant, hook.id()));
        records.forgetFetches(tenant);
        var jobs = records.submissions(tenant);
        int jobsGone = count(jobs, job -> clock.instant().isBefore(end) && erase(tenant, job));
        var held = uploads.held(tenant, "", Long.MAX_VALUE);
        int uploadsGone = (int) held.stream()
                .filter(record -> clock.instant().isBefore(end) && holds.remove(tenant, record.id()) != Removal.NEEDED)
                .count();
        int left = jobs.size() - jobsGone + held.size() - uploadsGone;
        if (left == 0) {
            uploads.all(tenant).forEach(id -> uploads.erase(tenant, id));
            removeRest(tenant, start);
        }
        return new Erased(tenant.id(), jobsGone, uploadsGone, left);
    }

    /// Erases a job, its record last, by which it is found again. Its use of the upload is forgotten first,
    /// which otherwise would belong to a job that is about to begin.
    private boolean erase(Tenant tenant, Submission job) {
        boolean isDone = ends.delete(tenant, job.job(), "the operator erased it");
        if (isDone) {
            UploadId.parse(job.upload()).ifPresent(upload -> uploads.forgetUse(tenant, upload, job.job()));
            records.erase(tenant, job);
        }
        return isDone;
    }

    /// Removes objects that belong to no job and no upload. Newer ones belong to requests that continue.
    private void removeRest(Tenant tenant, Instant start) {
        var work = premises.objects().work();
        for (var kind : List.of(WorkLayout.TENANTS, WorkLayout.HOOKS, WorkLayout.DELIVERIES)) {
            remove(work, kind.key(tenant.id() + "/"), start);
        }
        // Those of `expiring` name a tenant behind a time, and go when it comes.
        for (var place : List.of(premises.uploads(), premises.results())) {
            remove(premises.places().open(place), tenant.id() + "/", start);
        }
    }

    private static void remove(Storage place, String prefix, Instant before) {
        List<String> keys;
        try (var objects = place.list(prefix)) {
            keys = objects.filter(object -> object.modified().isBefore(before))
                    .map(ObjectStat::key)
                    .toList();
        }
        keys.forEach(place::delete);
    }
}
