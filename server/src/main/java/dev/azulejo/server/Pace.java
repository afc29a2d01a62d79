package dev.azulejo.server;

import dev.azulejo.api.port.Desk;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How far the job has come that is at work, and which jobs have changed. Thread-safe.
final class Pace implements Progress {
    /// Of so many jobs it is known when they changed last; somebody may watch them.
    static final int MOST_KNOWN = 10_000;

    private static final double NANOS = 1e9;

    private final LinkedHashMap<JobId, Long> changes = new LinkedHashMap<>(); // the latest last
    private long changesOfAll;
    private long changesForgotten;
    private @Nullable Current current;

    /// @param all tiles of the job
    /// @param found that an earlier run has done
    /// @param done that this run has done
    /// @param since the first tile of this run was begun, in the time of [System#nanoTime]
    private record Current(JobId job, int all, int found, int done, long since) {}

    synchronized void started(JobId job) {
        current = new Current(job, 0, 0, 0, System.nanoTime());
        changed(job);
    }

    synchronized void stopped(JobId job) {
        current = null;
        changed(job);
    }

    synchronized void changed(JobId job) {
        changesOfAll++;
        changes.putLast(job, changesOfAll);
        if (changes.size() > MOST_KNOWN) {
            changesForgotten = changes.pollFirstEntry().getValue();
        }
    }

    /// Who watches a job that did not change for long looks again whenever one like it is forgotten.
    synchronized long changes(JobId job) {
        return changes.getOrDefault(job, changesForgotten);
    }

    synchronized Optional<Desk.Progress> of(JobId job) {
        var its = current;
        if (its == null || !its.job.equals(job)) {
            return Optional.empty();
        }
        double took = (System.nanoTime() - its.since) / NANOS;
        int left = its.all - its.found - its.done;
        double secondsLeft = its.done == 0 ? -1 : took / its.done * left;
        return Optional.of(new Desk.Progress(its.found + its.done, secondsLeft));
    }

    @Override
    public synchronized void planned(Manifest manifest) {
        current = new Current(manifest.job(), manifest.plan().grid().count(), 0, 0, System.nanoTime());
        changed(manifest.job());
    }

    @Override
    public synchronized void tileFound(Tile tile) {
        var its = current;
        if (its != null) {
            current = new Current(its.job, its.all, its.found + 1, its.done, its.since);
            changed(its.job);
        }
    }

    @Override
    public synchronized void tileInferred(JobId job, int shard, Tile tile, Duration took) {
        var its = current;
        if (its != null) {
            current = new Current(its.job, its.all, its.found, its.done + 1, its.since);
            changed(job);
        }
    }

    @Override
    public void stripStitched(JobId job, int strip) {
        changed(job);
    }
}
