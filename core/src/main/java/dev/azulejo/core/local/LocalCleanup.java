package dev.azulejo.core.local;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageFailure;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Frees disk space: pixels are dropped as soon as the next stage no longer needs them, and the small JSON
/// stays as history. A failed job keeps what it has for some days, so it can be tried again from
/// there.
public final class LocalCleanup {
    /// How long the pixels of an unfinished job are kept.
    public static final Duration KEPT = Duration.ofDays(7);

    /// How often old jobs are looked for: a look lists the JSON of all jobs that ever were, and takes
    /// longer with each.
    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(LocalCleanup.class.getName());

    private final JobObjects objects;

    public LocalCleanup(JobObjects objects) {
        this.objects = objects;
    }

    /// Drops the pixels cut from the source if every shard has its tiles. The sample goes last, as shards
    /// that are still there need it.
    void afterInfer(Attempt attempt) {
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.finished(attempt.job()));
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.sources(attempt.job()));
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.sample(attempt.job()));
    }

    /// Drops the tiles, if every strip is encoded.
    void afterStitch(Attempt attempt) {
        dropOnce(StageTrigger.DELIVER, attempt, JobKeys.tiles(attempt.job()));
    }

    /// Drops all objects but the JSON of a job that has ended for good: its pixels and its source's
    /// metadata.
    public void forget(JobId job) {
        forget(job, objects.newest(job));
    }

    /// Drops all objects but the JSON of a job whose attempt `ended`, unless a newer attempt has begun.
    public void forget(JobId job, Optional<Attempt> ended) {
        ended.ifPresentOrElse(this::afterEnd, () -> pixels(job).forEach(objects.work()::delete));
        int last = ended.map(Attempt::number).orElse(Integer.MAX_VALUE);
        keys(JobKeys.attempts(job), key -> JobKeys.isMetadata(key) && number(key) <= last)
                .forEach(objects.work()::delete);
    }

    private static int number(String key) {
        return JobKeys.attemptOf(key).map(Attempt::number).orElse(0);
    }

    /// Drops all pixels of the job, whose newest attempt has ended for good. An attempt begun meanwhile
    /// keeps them; one begun later makes them anew, with strips of its own, as dropping may be slow.
    void afterEnd(Attempt newest) {
        objects.sayDropped(newest);
        var pixels = pixels(newest.job());
        if (objects.newest(newest.job()).equals(Optional.of(newest))) {
            pixels.forEach(objects.work()::delete);
        }
    }

    private List<String> pixels(JobId job) {
        return Stream.of(
                        JobKeys.previews(job),
                        JobKeys.finished(job),
                        JobKeys.sources(job),
                        JobKeys.sample(job),
                        JobKeys.tiles(job),
                        JobKeys.strips(job))
                .flatMap(prefix -> keys(prefix, _ -> true).stream())
                .toList();
    }

    /// Drops the pixels of all jobs in which nothing was written for [#KEPT]. An unfinished job is ended by
    /// it and begins again when it is asked for. A job that is being worked on is left alone. Runs at most
    /// once a day.
    public void expire(Instant now, JobLock lock) {
        if (!hasLooked(now)) {
            expireAll(now, lock);
            objects.work().write(JobKeys.CLEANED, new byte[0], Map.of(), Precondition.NONE);
        }
    }

    /// Drops old pixels as [#expire] does, but never fails: what it cannot remove now is removed by a later
    /// run.
    public void expireIfPossible(Instant now, JobLock lock) {
        try {
            expire(now, lock);
        } catch (StorageFailure e) {
            LOG.log(Level.DEBUG, "old pieces stay", e);
        }
    }

    /// Whether jobs were looked for lately; a look in the future does not count, as a clock was wrong.
    private boolean hasLooked(Instant now) {
        return objects.work()
                .stat(JobKeys.CLEANED)
                .map(look -> Duration.between(look.modified(), now))
                .filter(since -> !since.isNegative() && since.compareTo(BETWEEN_LOOKS) < 0)
                .isPresent();
    }

    private void expireAll(Instant now, JobLock lock) {
        var withPixels = new LinkedHashSet<JobId>();
        var recent = new LinkedHashSet<JobId>();
        try (var all = objects.work().list(JobKeys.JOBS)) {
            all.forEach(object -> JobKeys.jobOf(object.key()).ifPresent(job -> {
                if (!object.key().endsWith(".json")) {
                    withPixels.add(job);
                }
                if (object.modified().isAfter(now.minus(KEPT))) {
                    recent.add(job);
                }
            }));
        }
        withPixels.stream().filter(job -> !recent.contains(job)).forEach(job -> lock.ifFree(job, () -> expire(job)));
    }

    private void expire(JobId job) {
        if (objects.newest(job).isPresent()) {
            try {
                new CancelJob(objects).run(job, "it was not finished for %d days".formatted(KEPT.toDays()));
            } catch (PermanentFailure e) {
                // Its request is damaged, so no process can continue it, and nothing is to be ended.
            }
        }
        forget(job);
    }

    private void dropOnce(StageTrigger next, Attempt attempt, String prefix) {
        if (objects.work().exists(next.key(attempt))) {
            keys(prefix, _ -> true).forEach(objects.work()::delete);
        }
    }

    private List<String> keys(String prefix, Predicate<String> which) {
        try (var there = objects.work().list(prefix)) {
            return there.map(ObjectStat::key).filter(which).toList();
        }
    }
}
