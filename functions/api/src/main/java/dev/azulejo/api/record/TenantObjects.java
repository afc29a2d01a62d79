package dev.azulejo.api.record;

import dev.azulejo.api.port.Premises;
import dev.azulejo.api.record.JsonObjects.Found;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.CanonicalText.Hash;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.WorkLayout;
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
/// | `fetches/{upload}.json` | a file on the web that is on its way to be one |
/// | `submissions/{job}.json` | which job was asked for, when and how |
/// | `jobs/{time}-{job}` | the same, in the order of time, the newest first; empty |
/// | `links` | the secret that links of the tenant are signed by |
/// | `batches/{batch}.json` | which jobs were asked for together |
/// | `idempotency/{hash}.json` | which request an Idempotency-Key was used for |
///
/// Beside them lie those of [UploadObjects].
public final class TenantObjects {
    static final String TENANTS = WorkLayout.TENANTS.folder();
    private static final String SUBMISSIONS = "/submissions/";
    private static final int TIME_DIGITS = 16;
    private static final int SECRET_BYTES = 32;

    /// Ids are of hexadecimal digits.
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

    /// Takes that back: the file is here, or cannot be had.
    public void forget(Tenant tenant, Fetch fetch) {
        work.delete(fetchKey(tenant, fetch));
    }

    /// All who have anything here.
    public List<Tenant> tenants() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .map(key -> key.substring(TENANTS.length(), key.indexOf('/', TENANTS.length())))
                    .distinct()
                    .map(Tenant::new)
                    .toList();
        }
    }

    /// Whether it has anything here.
    public boolean knows(Tenant tenant) {
        try (var objects = work.list(folder(tenant))) {
            return objects.findAny().isPresent();
        }
    }

    /// Takes back all that are on their way to a tenant.
    public void forgetFetches(Tenant tenant) {
        List<String> keys;
        try (var objects = work.list(folder(tenant) + "fetches/")) {
            keys = objects.map(ObjectStat::key).toList();
        }
        keys.forEach(work::delete);
    }

    /// All that are on their way.
    public List<Fetch> fetches() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains("/fetches/"))
                    .flatMap(key -> records.read(key, Fetch.class).stream())
                    .toList();
        }
    }

    /// Notes a submission, unless the same job was asked for before.
    ///
    /// @return the one that holds
    public Submission add(Tenant tenant, Submission submission) {
        var key = submissionKey(tenant, submission.job());
        var holds = records.write(key, submission, Precondition.ABSENT)
                ? submission
                : records.read(key, Submission.class).orElseThrow();
        work.put(listed(tenant, holds), new byte[0]);
        return holds;
    }

    /// The same for somebody who wants to replace it.
    public Optional<Found<Submission>> find(Tenant tenant, JobId job) {
        return records.find(submissionKey(tenant, job), Submission.class);
    }

    /// @return whether it still was what `before` says, and now is what `after` says
    public boolean replace(Tenant tenant, Found<Submission> before, Submission after) {
        return records.write(submissionKey(tenant, after.job()), after, before.unchanged());
    }

    public Optional<Submission> submission(Tenant tenant, JobId job) {
        return records.read(submissionKey(tenant, job), Submission.class);
    }

    /// Forgets that the tenant has asked for the job.
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

    /// All that a tenant has asked for, in no order that means anything.
    public List<Submission> submissions(Tenant tenant) {
        return read(TENANTS + tenant.id() + SUBMISSIONS, Submission.class);
    }

    /// Where the submissions of a tenant stand in its list, the newest first.
    ///
    /// @param after the last one that is known; empty for the first ones
    /// @param from when they came at the earliest
    /// @param before when they came, at the latest a moment before
    /// @param most how many are wanted
    /// @return what [Submission#cursor] says of each
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

    /// The one that stands there, unless it is gone.
    ///
    /// @param cursor one of [#cursors]
    public Optional<Submission> submission(Tenant tenant, String cursor) {
        return JobId.parse(cursor.substring(TIME_DIGITS + 1)).flatMap(job -> submission(tenant, job));
    }

    /// Notes a batch, unless the same was asked for before.
    ///
    /// @return the one that holds
    public Batch add(Tenant tenant, Batch batch) {
        var key = batchKey(tenant, batch.id());
        return records.write(key, batch, Precondition.ABSENT)
                ? batch
                : records.read(key, Batch.class).orElseThrow();
    }

    /// Those of a tenant, the newest first.
    ///
    /// @param after what [Batch#cursor] says of the last one that is known; empty for the first ones
    public List<Batch> batches(Tenant tenant, String after, int most) {
        return allBatches(tenant).stream()
                .sorted(Comparator.comparing(Batch::cursor))
                .filter(batch -> batch.cursor().compareTo(after) > 0)
                .limit(most)
                .toList();
    }

    /// All of a tenant.
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

    /// @param id as somebody sent it
    public Optional<Batch> batch(Tenant tenant, String id) {
        return Batch.isId(id) ? records.read(batchKey(tenant, id), Batch.class) : Optional.empty();
    }

    /// Notes what an Idempotency-Key is used for, unless it was used before. Of those who use a forgotten one at the
    /// same moment one has it.
    ///
    /// @return the use that holds
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

    /// What links of the tenant are signed by; made when it is first asked for.
    public byte[] linkSecret(Tenant tenant) {
        var key = folder(tenant) + "links";
        var fresh = new byte[SECRET_BYTES];
        RANDOM.nextBytes(fresh);
        work.writeIfAbsent(key, fresh);
        return work.readAll(key);
    }

    /// All jobs that anybody has asked for, the oldest first. One that was deleted has ended, and somebody may still
    /// have to be told so.
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

    /// The place of something among others: texts that compare as times do, the newest first.
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
