package dev.azulejo.api.record;

import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.core.job.CanonicalText.Hash;
import dev.azulejo.core.job.JobId;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The API's records, as JSON objects of the work place. Thread-safe.
///
/// | object, under `tenants/{tenant}/` | says |
/// |---|---|
/// | `uploads/{upload}.json` | which file was announced |
/// | `uploads/{upload}/{job}` | that the job was made from it; empty |
/// | `fetches/{upload}.json` | a file on the web that is on its way to be one |
/// | `submissions/{job}.json` | which job was asked for, when and how |
/// | `jobs/{time}-{job}` | the same, in the order of time, the newest first; empty |
/// | `batches/{batch}.json` | which jobs were asked for together |
/// | `idempotency/{hash}.json` | which request an Idempotency-Key was used for |
public final class TenantObjects {
    static final String TENANTS = "tenants/";
    private static final String SUBMISSIONS = "/submissions/";
    private static final int TIME_DIGITS = 16;

    private final JobStorage work;
    private final JsonObjects records;

    public TenantObjects(JobStorage work) {
        this.work = work;
        this.records = new JsonObjects(work);
    }

    public void put(Tenant tenant, Upload upload) {
        records.put(uploadKey(tenant, upload.id()), upload);
    }

    public Optional<Upload> upload(Tenant tenant, UploadId id) {
        return records.read(uploadKey(tenant, id.text()), Upload.class);
    }

    public void put(Tenant tenant, Fetch fetch) {
        records.put(fetchKey(tenant, fetch), fetch);
    }

    /// Takes that back: the file is here, or cannot be had.
    public void forget(Tenant tenant, Fetch fetch) {
        work.delete(fetchKey(tenant, fetch));
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

    /// Notes that a job was made from an upload.
    public void use(Tenant tenant, UploadId upload, JobId job) {
        work.put(usesOf(tenant, upload) + job, new byte[0]);
    }

    /// Takes that back.
    ///
    /// @return whether no other job was made from it
    public boolean release(Tenant tenant, UploadId upload, JobId job) {
        work.delete(usesOf(tenant, upload) + job);
        try (var uses = work.list(usesOf(tenant, upload))) {
            return uses.findAny().isEmpty();
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

    public void replace(Tenant tenant, Submission submission) {
        records.put(submissionKey(tenant, submission.job()), submission);
    }

    public Optional<Submission> submission(Tenant tenant, JobId job) {
        return records.read(submissionKey(tenant, job), Submission.class);
    }

    /// Whether the tenant has asked for the job, and has not deleted it since.
    public boolean has(Tenant tenant, JobId job) {
        return submission(tenant, job)
                .filter(submission -> submission.deletedAt() == null)
                .isPresent();
    }

    /// Where the submissions of a tenant stand in its list, the newest first.
    ///
    /// @param after the last one that is known; empty for the first ones
    /// @param most how many are wanted
    /// @return what [Submission#cursor] says of each
    public List<String> cursors(Tenant tenant, String after, int most) {
        var folder = folder(tenant) + "jobs/";
        try (var listed = work.list(folder)) {
            return listed.map(ObjectStat::key)
                    .map(key -> key.substring(folder.length()))
                    .filter(name -> name.compareTo(after) > 0)
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

    /// @param id as somebody sent it
    public Optional<Batch> batch(Tenant tenant, String id) {
        return Batch.isId(id) ? records.read(batchKey(tenant, id), Batch.class) : Optional.empty();
    }

    /// Notes what an Idempotency-Key is used for, unless it was used before.
    ///
    /// @return the use that holds
    public KeyUse use(Tenant tenant, String idempotencyKey, KeyUse use) {
        var key = folder(tenant) + "idempotency/"
                + Hash.of(idempotencyKey.getBytes(StandardCharsets.UTF_8)).hex() + ".json";
        if (records.write(key, use, Precondition.ABSENT)) {
            return use;
        }
        var before = records.read(key, KeyUse.class).orElse(use);
        if (before.isForgotten(use.at())) {
            records.put(key, use);
            return use;
        }
        return before;
    }

    /// All jobs that anybody has asked for, the oldest first. One that was deleted has ended, and somebody may still
    /// have to be told so.
    public List<TenantJob> all() {
        try (var objects = work.list(TENANTS)) {
            return objects.map(ObjectStat::key)
                    .filter(key -> key.contains(SUBMISSIONS))
                    .flatMap(
                            key -> records
                                    .read(key, Submission.class)
                                    .map(submission -> new Found(tenantOf(key), submission))
                                    .stream())
                    .sorted(Comparator.comparing(found -> found.submission.createdAt()))
                    .map(found -> new TenantJob(found.tenant, found.submission.job()))
                    .toList();
        }
    }

    private record Found(Tenant tenant, Submission submission) {}

    private static Tenant tenantOf(String submissionKey) {
        return new Tenant(submissionKey.substring(TENANTS.length(), submissionKey.indexOf(SUBMISSIONS)));
    }

    /// The place of a submission among others.
    static String cursor(Instant at, JobId job) {
        return "%016x-%s".formatted(Long.MAX_VALUE - at.toEpochMilli(), job);
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

    private static String uploadKey(Tenant tenant, String id) {
        return folder(tenant) + "uploads/" + id + ".json";
    }

    private static String fetchKey(Tenant tenant, Fetch fetch) {
        return folder(tenant) + "fetches/" + fetch.upload() + ".json";
    }

    private static String usesOf(Tenant tenant, UploadId upload) {
        return folder(tenant) + "uploads/" + upload.text() + "/";
    }

    static String folder(Tenant tenant) {
        return TENANTS + tenant.id() + "/";
    }
}
