package dev.azulejo.server;

import dev.azulejo.api.port.Desk;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.local.work.FilePace;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Tracks the progress of the running job, and which jobs have changed. Thread-safe.
final class Pace implements Progress {
    /// The most jobs whose last change is remembered, for those who watch them.
    static final int MOST_KNOWN = 10_000;

    private static final double NANOS = 1e9;

    private final LinkedHashMap<JobId, Long> changes = new LinkedHashMap<>(); // the latest last
    private long changesOfAll;
    private long changesForgotten;
    private @Nullable Current current;

    /// @param pace in tiles
    private record Current(JobId job, FilePace pace) {}

    synchronized void started(JobId job) {
        current = new Current(job, new FilePace(0, System.nanoTime()));
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

    /// The number of changes to a job; watchers of a job that did not change for long look again whenever
    /// one like it is forgotten.
    synchronized long changes(JobId job) {
        return changes.getOrDefault(job, changesForgotten);
    }

    synchronized Optional<Desk.Progress> of(JobId job) {
        var running = current;
        if (running == null || !running.job.equals(job)) {
            return Optional.empty();
        }
        double secondsLeft = running.pace
                .left(System.nanoTime())
                .map(left -> left.toNanos() / NANOS)
                .orElse(-1.0);
        return Optional.of(new Desk.Progress((int) running.pace.finished(), secondsLeft));
    }

    @Override
    public synchronized void planned(Manifest manifest) {
        current =
                new Current(manifest.job(), new FilePace(manifest.plan().grid().count(), System.nanoTime()));
        changed(manifest.job());
    }

    @Override
    public synchronized void tileFound(JobId job, Tile tile) {
        var running = current;
        if (running != null) {
            running.pace.found(1);
            changed(job);
        }
    }

    @Override
    public synchronized void tileInferred(JobId job, int shard, Tile tile, Duration took) {
        var running = current;
        if (running != null) {
            running.pace.advanced(1, System.nanoTime());
            changed(job);
        }
    }

    @Override
    public void stripStitched(JobId job, int strip) {
        changed(job);
    }
}
