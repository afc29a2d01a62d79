package dev.azulejo.core.local;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Attempt;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.StageTrigger;
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

/// Gives disk back: pixels go as soon as the next stage no longer needs them, the small JSON stays as history.
/// A job that failed keeps what it has for some days, so that it can be tried again from there.
public final class LocalCleanup {
    /// How long pixels of a job are kept that nobody finishes.
    public static final Duration KEPT = Duration.ofDays(7);

    /// Each look lists the JSON of all jobs that ever were: a command that took one took longer with each job.
    private static final Duration BETWEEN_LOOKS = Duration.ofDays(1);

    private static final System.Logger LOG = System.getLogger(LocalCleanup.class.getName());

    private final JobObjects objects;

    public LocalCleanup(JobObjects objects) {
        this.objects = objects;
    }

    /// Drops what was cut from the source, if every shard has its tiles. The sample last: while any shard's
    /// pixels are there, so is what they need.
    void afterInfer(Attempt attempt) {
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.finished(attempt.job()));
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.sources(attempt.job()));
        dropOnce(StageTrigger.STITCH, attempt, JobKeys.sample(attempt.job()));
    }

    /// Drops the tiles, if every strip is encoded.
    void afterStitch(Attempt attempt) {
        dropOnce(StageTrigger.DELIVER, attempt, JobKeys.tiles(attempt.job()));
    }

    /// Drops all of a job that has ended for good but its JSON: the pixels, and what the source's file said beside
    /// them.
    public void forget(JobId job) {
        forget(job, objects.newest(job));
    }

    /// The same for whoever has ended its newest attempt: of one that began since nothing is dropped.
    public void forget(JobId job, Optional<Attempt> ended) {
        ended.ifPresentOrElse(this::afterEnd, () -> pixels(job).forEach(objects.work()::delete));
        int last = ended.map(Attempt::number).orElse(Integer.MAX_VALUE);
        keys(JobKeys.attempts(job), key -> JobKeys.isMetadata(key) && number(key) <= last)
                .forEach(objects.work()::delete);
    }

    private static int number(String key) {
        return JobKeys.attemptOf(key).map(Attempt::number).orElse(0);
    }

    /// Drops all pixels of the job, whose newest attempt has ended for good. One begun meanwhile keeps what is there;
    /// one begun later makes them anew, with strips of its own, for this one may be slow.
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

    /// Drops the pixels of all jobs of which nothing was written since `now` less [#KEPT]. A job that nobody
    /// finished ends by it, so that it is begun again when it is asked for. One that somebody works on is left
    /// alone. Somebody looks for them once a day.
    public void expire(Instant now, JobLock lock) {
        if (!hasLooked(now)) {
            expireAll(now, lock);
            objects.work().write(JobKeys.CLEANED, new byte[0], Map.of(), Precondition.NONE);
        }
    }

    /// The same for who has something else to do: where it fails, as on a full disk, what stays now goes next time.
    public void expireIfPossible(Instant now, JobLock lock) {
        try {
            expire(now, lock);
        } catch (StorageFailure e) {
            LOG.log(Level.DEBUG, "old pieces stay", e);
        }
    }

    /// A look in the future is none: a clock was wrong.
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
                new CancelJob(objects).run(job, "nobody finished it for %d days".formatted(KEPT.toDays()));
            } catch (PermanentFailure e) {
                // Its request is damaged: nobody can go on with it, so nothing is to be ended.
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
