package dev.azulejo.core.local;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.storage.JobStorage;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

/// Gives disk back: pixels go as soon as the next stage no longer needs them, the small JSON stays as history.
/// A job that failed keeps what it has for some days, so that it can be tried again from there.
public final class LocalCleanup {
    /// How long pixels of a job are kept that nobody finishes.
    public static final Duration KEPT = Duration.ofDays(7);

    private final JobStorage work;

    public LocalCleanup(JobStorage work) {
        this.work = work;
    }

    /// Drops what was cut from the source, if every shard has its tiles. The sample last: while any shard's
    /// pixels are there, so is what they need.
    void afterInfer(JobId job) {
        dropOnce(StageTrigger.STITCH, job, JobKeys.sources(job));
        dropOnce(StageTrigger.STITCH, job, JobKeys.sample(job));
    }

    /// Drops the tiles, if every strip is encoded.
    void afterStitch(JobId job) {
        dropOnce(StageTrigger.DELIVER, job, JobKeys.tiles(job));
    }

    /// Drops all pixels of a job that has ended for good, and what the source's file said beside them.
    public void afterEnd(JobId job) {
        List.of(
                        JobKeys.sources(job),
                        JobKeys.sample(job),
                        JobKeys.tiles(job),
                        JobKeys.strips(job),
                        JobKeys.metadata(job))
                .forEach(this::drop);
    }

    /// Drops the pixels of all jobs of which nothing was written since `now` less [#KEPT].
    public void expire(Instant now) {
        var withPixels = new LinkedHashSet<JobId>();
        var recent = new LinkedHashSet<JobId>();
        try (var all = work.list(JobKeys.JOBS)) {
            all.forEach(object -> JobKeys.jobOf(object.key()).ifPresent(job -> {
                if (!object.key().endsWith(".json")) {
                    withPixels.add(job);
                }
                if (object.modified().isAfter(now.minus(KEPT))) {
                    recent.add(job);
                }
            }));
        }
        withPixels.stream().filter(job -> !recent.contains(job)).forEach(job -> {
            forgetProgress(job);
            afterEnd(job);
        });
    }

    /// Makes a job that nobody ended start again from its request: its pixels are about to go. The furthest
    /// goes first.
    private void forgetProgress(JobId job) {
        if (!work.exists(JobKeys.decision(job))) {
            StageTrigger.PLAN.later().reversed().forEach(stage -> work.delete(stage.key(job)));
        }
    }

    private void dropOnce(StageTrigger next, JobId job, String prefix) {
        if (work.exists(next.key(job))) {
            drop(prefix);
        }
    }

    private void drop(String prefix) {
        var keys = new ArrayList<String>();
        try (var objects = work.list(prefix)) {
            objects.forEach(object -> keys.add(object.key()));
        }
        keys.forEach(work::delete);
    }
}
