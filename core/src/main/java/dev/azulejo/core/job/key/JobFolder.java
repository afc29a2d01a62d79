package dev.azulejo.core.job.key;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.ObjectStat;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/// What the listing of a job's folder shows without reading any object: its attempts, how far the newest
/// has come, and when an object was first and last written. For one thread.
public final class JobFolder {
    private final JobId job;
    private final TreeMap<Integer, StageTrigger> due = new TreeMap<>();
    private Instant begun = Instant.MAX;
    private Instant changed = Instant.MIN;

    private JobFolder(JobId job) {
        this.job = job;
    }

    /// Lists the jobs of a place, in the order of their ids.
    public static List<JobFolder> all(JobStorage work) {
        return listed(work, JobKeys.JOBS);
    }

    public static List<JobFolder> beginningWith(JobStorage work, String id) {
        return listed(work, JobKeys.JOBS + id);
    }

    private static List<JobFolder> listed(JobStorage work, String prefix) {
        var jobs = new LinkedHashMap<JobId, JobFolder>();
        try (var all = work.list(prefix)) {
            all.forEach(object -> JobKeys.jobOf(object.key())
                    .ifPresent(job -> jobs.computeIfAbsent(job, JobFolder::new).add(object)));
        }
        return List.copyOf(jobs.values());
    }

    private void add(ObjectStat object) {
        begun = object.modified().isBefore(begun) ? object.modified() : begun;
        changed = object.modified().isAfter(changed) ? object.modified() : changed;
        StageTrigger.of(object.key())
                .ifPresent(stage -> JobKeys.attemptOf(object.key())
                        .ifPresent(attempt -> due.merge(
                                attempt.number(), stage, (one, other) -> one.compareTo(other) > 0 ? one : other)));
    }

    public JobId job() {
        return job;
    }

    /// The attempt that began last; empty if only the request is there.
    public Optional<Attempt> newest() {
        return due.isEmpty() ? Optional.empty() : Optional.of(new Attempt(job, due.lastKey()));
    }

    /// The stage that the newest attempt waits for; [StageTrigger#NOTIFY] of one that has ended.
    public Optional<StageTrigger> due() {
        return due.isEmpty() ? Optional.empty() : Optional.of(due.lastEntry().getValue());
    }

    /// When the oldest object that is still there was written.
    public Instant begun() {
        return begun;
    }

    /// When an object was last written.
    public Instant changed() {
        return changed;
    }
}
