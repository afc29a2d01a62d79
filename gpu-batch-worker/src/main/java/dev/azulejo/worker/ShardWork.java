package dev.azulejo.worker;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Shard;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.worker.AbandonableModels.Abandoned;
import dev.azulejo.worker.Verdict.Done;
import dev.azulejo.worker.Verdict.Failed;
import dev.azulejo.worker.Verdict.How;
import java.util.Map;

/// Does a shard, between the two changes of its marker. Thread-safe.
final class ShardWork {
    private final JobObjects objects;
    private final JobEnding ending;
    private final FailJob fail;
    private final ManifestCache manifests;
    private final InflightMarkers markers;
    private final InferStage stage;
    private final EventLog log;

    ShardWork(JobObjects objects, InflightMarkers markers, InferStage stage, EventLog log) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.fail = new FailJob(objects);
        this.manifests = new ManifestCache(objects);
        this.markers = markers;
        this.stage = stage;
        this.log = log;
    }

    /// An [Error] leaves the marker as it is: it may be the shard that kills workers.
    ///
    /// @throws Abandoned when the worker stops first; the marker is then still there
    Verdict run(Flight flight, Shard shard) {
        try {
            if (ending.isDecided(shard.job())) {
                return new Done(How.DECIDED);
            }
            var manifest = manifests.get(shard.job());
            boolean found = isThere(shard);
            if (!found) {
                int starts = markers.start(shard);
                flight.marked(true);
                log.info("shard-started", Map.of("job", shard.job().text(), "shard", shard.id(), "starts", starts));
            }
            stage.run(manifest, shard);
            endMarker(flight, shard);
            return new Done(found ? How.FOUND : How.INFERRED);
        } catch (Abandoned e) {
            throw e;
        } catch (RuntimeException e) {
            endMarker(flight, shard);
            if (e instanceof PermanentFailure permanent) {
                endJob(shard, permanent);
            }
            var failed = Failed.of(shard, e);
            log.error(
                    "shard-failed",
                    Map.of(
                            "job", shard.job().text(),
                            "shard", shard.id(),
                            "error", failed.error(),
                            "cause", failed.cause(),
                            "stack", EventLog.stack(e)));
            return failed;
        }
    }

    /// Here, because only here it is known which tile it was: the close of the machine would only miss a result.
    private void endJob(Shard shard, PermanentFailure failure) {
        try {
            fail.run(shard.job(), StageTrigger.INFER, failure);
        } catch (StageFailure | StorageFailure e) {
            log.warning(
                    "job-not-ended",
                    Map.of("job", shard.job().text(), "shard", shard.id(), "cause", String.valueOf(e.getMessage())));
        }
    }

    /// Of a shard that was done by somebody who died before it could say so.
    void endLeftMarker(Shard shard) {
        if (isThere(shard)) {
            markers.end(shard);
        }
    }

    /// Takes the start back.
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
        if (!flight.isMarked()) {
            return;
        }
        try {
            markers.end(shard);
            flight.marked(false);
        } catch (StorageFailure e) {
            // It counts as one death at most, and the next clean end removes it: no reason to lose the result.
            log.warning(
                    "marker-left",
                    Map.of(
                            "job", shard.job().text(),
                            "shard", shard.id(),
                            "cause", String.valueOf(e.getMessage())));
        }
    }
}
