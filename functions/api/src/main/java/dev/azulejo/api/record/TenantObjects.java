package dev.azulejo.api.record;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.WorkLayout;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Gatherers;

/// The API's records, as JSON objects of the work place. Thread-safe.
///
/// | object, under `tenants/{tenant}/` | says |
/// |---|---|
/// | `fetches/{upload}.json` | a file on the web that is being fetched |
/// | `submissions/{job}.json` | a job that was asked for, when and how |
/// | `jobs/{time}-{job}` | its place in the order of time, the newest first; empty |
/// | `links` | the secret that signs the tenant's links |
/// | `batches/{batch}.json` | jobs that were asked for together |
/// | `idempotency/{hash}.json` | the request of an Idempotency-Key |
///
/// Beside them lie those of [UploadObjects].
public final class TenantObjects {
    static final String TENANTS = WorkLayout.TENANTS.folder();
    private static final String SUBMISSIONS = "/submissions/";
    private static final int TIME_DIGITS = 16;
    private static final int SECRET_BYTES = 32;

    /// A suffix that sorts after all ids, which are hexadecimal.
    private static final String BEHIND_ALL_IDS = "-g";

    private static final SecureRandom RANDOM = new SecureRandom();

    private final JobStorage work;
    private final JsonObjects records;

    public TenantObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    public void put(Tenant tenant, Fetch fetch) {
        records.put(fetchKey(tenant, fetch), fetch);
    }

    /// Deletes the record of a fetch, because the file is here, or cannot be fetched.
    public void forget(Tenant tenant, Fetch fetch) {
        work.delete(fetchKey(tenant, fetch));
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

    public boolean knows(Tenant tenant) {
        try (var objects = work.list(folder(tenant))) {
            return objects.findAny().isPresent();
        }
    }

    public void forgetFetches(Tenant tenant) {
        List<String> keys;
        try (var objects = work.list(folder(tenant) + "fetches/")) {
            keys = objects.map(ObjectStat::key).toList();
        }
        keys.forEach(work::delete);
    }

    public List<Fetch> fetches() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains("/fetches/"))
                    .flatMap(key -> records.read(key, Fetch.class).stream())
                    .toList();
        }
    }

    /// Adds a submission, unless the same job was asked for before.
    ///
    /// @return the valid one
    public Submission add(Tenant tenant, Submission submission) {
        var key = submissionKey(tenant, submission.job());
        var holds = records.write(key, submission, Precondition.ABSENT)
                ? submission
                : records.read(key, Submission.class).orElseThrow();
        work.put(listed(tenant, holds), new byte[0]);
        return holds;
    }

    public Optional<Found<Submission>> find(Tenant tenant, JobId job) {
        return records.find(submissionKey(tenant, job), Submission.class);
    }

    /// @return whether it was still `before`, and is now `after`
    public boolean replace(Tenant tenant, Found<Submission> before, Submission after) {
        return records.write(submissionKey(tenant, after.job()), after, before.unchanged());
    }

    public Optional<Submission> submission(Tenant tenant, JobId job) {
        return records.read(submissionKey(tenant, job), Submission.class);
    }

    public void erase(Tenant tenant, Submission submission) {
        work.delete(listed(tenant, submission));
        work.delete(submissionKey(tenant, submission.job()));
    }

    /// Whether the tenant has asked for the job, and has not deleted it since.
    public boolean has(Tenant tenant, JobId job) {
        return submission(tenant, job)
                .filter(submission -> submission.deletedAt() == null)
                .isPresent();
    }

    /// Lists the submissions of a tenant, unsorted.
    public List<Submission> submissions(Tenant tenant) {
        return read(TENANTS + tenant.id() + SUBMISSIONS, Submission.class);
    }

    /// Lists the places of a tenant's submissions, the newest first.
    ///
    /// @param after the last one that is known; empty for the first ones
    /// @param from when they came at the earliest
    /// @param before when they came, at the latest a moment before
    /// @param most how many are wanted
    /// @return the cursors, as of [Submission#cursor]
    public List<String> cursors(
            Tenant tenant, String after, Optional<Instant> from, Optional<Instant> before, int most) {
        var folder = folder(tenant) + "jobs/";
        var first = before.map(TenantObjects::time)
                .map(time -> time + BEHIND_ALL_IDS)
                .orElse("");
        var last =
                from.map(TenantObjects::time).map(time -> time + BEHIND_ALL_IDS).orElse(BEHIND_ALL_IDS);
        try (var listed = work.list(folder)) {
            return listed.map(ObjectStat::key)
                    .map(key -> key.substring(folder.length()))
                    .filter(name -> name.compareTo(after) > 0)
                    .filter(name -> name.compareTo(first) > 0)
                    .takeWhile(name -> from.isEmpty() || name.compareTo(last) < 0)
                    .limit(most)
                    .toList();
        }
    }

    /// Finds the submission at a place; empty if it is gone.
    ///
    /// @param cursor one of [#cursors]
    public Optional<Submission> submission(Tenant tenant, String cursor) {
        return JobId.parse(cursor.substring(TIME_DIGITS + 1)).flatMap(job -> submission(tenant, job));
    }

    /// Adds a batch, unless the same was asked for before.
    ///
    /// @return the valid one
    public Batch add(Tenant tenant, Batch batch) {
        var key = batchKey(tenant, batch.id());
        return records.write(key, batch, Precondition.ABSENT)
                ? batch
                : records.read(key, Batch.class).orElseThrow();
    }

    /// Lists the batches of a tenant, the newest first.
    ///
    /// @param after the cursor of the last known batch; empty for the first ones
    public List<Batch> batches(Tenant tenant, String after, int most) {
        return allBatches(tenant).stream()
                .sorted(Comparator.comparing(Batch::cursor))
                .filter(batch -> batch.cursor().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    public List<Batch> allBatches(Tenant tenant) {
        return read(folder(tenant) + "batches/", Batch.class);
    }

    private <T> List<T> read(String prefix, Class<T> type) {
        try (var objects = work.list(prefix)) {
            return objects.map(ObjectStat::key)
                    .gather(Gatherers.mapConcurrent(Premises.CALLS_AT_ONCE, key -> records.read(key, type)))
                    .flatMap(Optional::stream)
                    .toList();
        }
    }

    /// @param id as it was sent
    public Optional<Batch> batch(Tenant tenant, String id) {
        return Batch.isId(id) ? records.read(batchKey(tenant, id), Batch.class) : Optional.empty();
    }

    /// Notes the use of an Idempotency-Key, unless it was used before. If an expired one is used by several
    /// requests at the same moment, one of them gets it.
    ///
    /// @return the valid use
    public KeyUse use(Tenant tenant, String idempotencyKey, KeyUse use) {
        var key = folder(tenant) + "idempotency/"
                + Hash.of(idempotencyKey.getBytes(StandardCharsets.UTF_8)).hex() + ".json";
        return records.change(
                        key,
                        KeyUse.class,
                        found -> found.filter(before -> !before.isForgotten(use.at()))
                                .or(() -> Optional.of(use)))
                .orElseThrow();
    }

    /// The secret that signs the tenant's links; made at its first use.
    public byte[] linkSecret(Tenant tenant) {
        var key = folder(tenant) + "links";
        var fresh = new byte[SECRET_BYTES];
        RANDOM.nextBytes(fresh);
        work.writeIfAbsent(key, fresh);
        return work.readAll(key);
    }

    /// Lists the jobs of all tenants. A deleted one has ended, and its event may still have to be sent.
    public List<TenantJob> all() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains(SUBMISSIONS))
                    .flatMap(key ->
                            records
                                    .read(key, Submission.class)
                                    .map(submission -> new Of(tenantOf(key), submission))
                                    .stream())
                    .sorted(Comparator.comparing(found -> found.submission.createdAt()))
                    .map(found -> new TenantJob(found.tenant, found.submission.job()))
                    .toList();
        }
    }

    private record Of(Tenant tenant, Submission submission) {}

    private static Tenant tenantOf(String submissionKey) {
        return new Tenant(submissionKey.substring(TENANTS.length(), submissionKey.indexOf(SUBMISSIONS)));
    }

    /// The place in a list: a text that sorts as times do, the newest first.
    static String cursor(Instant at, Object id) {
        return "%s-%s".formatted(time(at), id);
    }

    private static String time(Instant at) {
        return "%016x".formatted(Long.MAX_VALUE - at.toEpochMilli());
    }

    private static String listed(Tenant tenant, Submission submission) {
        return folder(tenant) + "jobs/" + submission.cursor();
    }

    private static String submissionKey(Tenant tenant, JobId job) {
        return TENANTS + tenant.id() + SUBMISSIONS + job + ".json";
    }

    private static String batchKey(Tenant tenant, String id) {
        return folder(tenant) + "batches/" + id + ".json";
    }

    private static String fetchKey(Tenant tenant, Fetch fetch) {
        return folder(tenant) + "fetches/" + fetch.upload() + ".json";
    }

    static String folder(Tenant tenant) {
        return TENANTS + tenant.id() + "/";
    }
}
