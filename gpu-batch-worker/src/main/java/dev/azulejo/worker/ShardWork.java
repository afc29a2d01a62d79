package dev.azulejo.worker;

import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Verdict;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.worker.AbandonableModels.Abandoned;
import dev.azulejo.worker.ShardAnswer.Done;
import dev.azulejo.worker.ShardAnswer.Failed;
import dev.azulejo.worker.ShardAnswer.How;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/// Does a shard, between the two changes of its marker. Thread-safe.
final class ShardWork {
    private final JobObjects objects;
    private final StageRunner runner;
    private final ManifestCache manifests;
    private final InflightMarkers markers;
    private final InferStage stage;
    private final EventLog log;

    ShardWork(JobObjects objects, InflightMarkers markers, InferStage stage, EventLog log) {
        this.objects = objects;
        this.runner = new StageRunner(objects);
        this.manifests = new ManifestCache(objects);
        this.markers = markers;
        this.stage = stage;
        this.log = log;
    }

    /// Runs a shard. An [Error] leaves the marker as it is, as the shard itself may kill workers.
    ///
    /// @throws Abandoned when the worker stops first; the marker is then still there
    ShardAnswer run(Flight flight, ShardTask task) {
        var shard = task.shard();
        var found = new AtomicBoolean();
        return switch (runner.run(task.ofAttempt(), StageTrigger.INFER, () -> found.set(!infer(flight, task)))) {
            case Verdict.Done done when done.decided() -> new Done(How.DECIDED);
            case Verdict.Done _ -> new Done(found.get() ? How.FOUND : How.INFERRED);
            case Verdict.Overtaken _ -> {
                endMarker(flight, shard);
                yield new Done(How.FOUND);
            }
            case Verdict.Broken broken when broken.why() instanceof Abandoned abandoned -> throw abandoned;
            case Verdict.Failed failed -> {
                endMarker(flight, shard);
                yield failed(shard, failed);
            }
        };
    }

    /// @return whether there was work to do
    private boolean infer(Flight flight, ShardTask task) {
        var shard = task.shard();
        var manifest = manifests.get(task.ofAttempt());
        boolean found = isThere(shard);
        if (found) {
            tryEndMarker(shard); // of a worker that died between its result and its answer
        } else {
            int starts = markers.start(shard);
            flight.marked(true);
            log.info("shard-started", Map.of("job", shard.job().text(), "shard", shard.id(), "starts", starts));
        }
        stage.run(manifest, shard);
        endMarker(flight, shard);
        return !found;
    }

    private Failed failed(Shard shard, Verdict.Failed verdict) {
        var failed = Failed.of(shard, verdict);
        log.error(
                "shard-failed",
                Map.of(
                        "job", shard.job().text(),
                        "shard", shard.id(),
                        "error", failed.error(),
                        "cause", failed.cause(),
                        "stack", EventLog.stack(verdict.why())));
        return failed;
    }

    /// Removes the marker of a shard whose worker finished it and died before it could report that.
    void endLeftMarker(Shard shard) {
        if (isThere(shard)) {
            markers.end(shard);
        }
    }

    /// Takes back the start that the flight's marker counted.
    void withdraw(Flight flight, Shard shard) {
        if (flight.isMarked()) {
            markers.withdraw(shard);
            flight.marked(false);
        }
    }

    private boolean isThere(Shard shard) {
        return objects.work().exists(JobKeys.tiles(shard.job(), shard.id()));
    }

    private void endMarker(Flight flight, Shard shard) {
        if (flight.isMarked() && tryEndMarker(shard)) {
            flight.marked(false);
        }
    }

    /// Removes the marker if it can. One that is left counts as one death at most, and the next clean end
    /// removes it: no reason to lose the result.
    ///
    /// @return whether it is gone
    private boolean tryEndMarker(Shard shard) {
        try {
            markers.end(shard);
            return true;
        } catch (StorageFailure e) {
            log.warning(
                    "marker-left",
                    Map.of(
                            "job", shard.job().text(),
                            "shard", shard.id(),
                            "cause", String.valueOf(e.getMessage())));
            return false;
        }
    }
}
