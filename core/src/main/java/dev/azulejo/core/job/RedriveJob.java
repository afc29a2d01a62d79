package dev.azulejo.core.job;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/// Tries an ended job again, from the latest stage whose inputs are all there. What the earlier attempt said is
/// kept in `attempts/`. May be killed at any line: run again, it goes on where it was, because the decision
/// goes last.
public final class RedriveJob {
    private final JobObjects objects;
    private final JobStorage work;

    public RedriveJob(JobObjects objects) {
        this.objects = objects;
        this.work = objects.work();
    }

    /// Whether an earlier redrive of this job died half way: it has put the decision away, but not removed it.
    public boolean isHalfDone(JobId job) {
        return objects.decision(job)
                .filter(decision -> work.exists(JobKeys.attempt(job, decision.attempt(), "decision.json")))
                .isPresent();
    }

    /// @return the stage that is due now
    /// @throws IllegalStateException when the job has not ended
    public StageTrigger run(JobId job) {
        var decision = objects.decision(job)
                .orElseThrow(() -> new IllegalStateException("job %s has not ended".formatted(job)));
        damaged(job).forEach(work::delete);
        var stage = stageToRepeat(job);
        var names = new ArrayList<>(
                stage.later().stream().map(StageTrigger::objectName).toList());
        names.add("decision.json");
        for (var name : names) {
            archive(job, decision.attempt(), name);
        }
        for (var name : names) {
            work.delete(JobKeys.folder(job) + name);
        }
        touch(stage.key(job));
        return stage;
    }

    private Collection<String> damaged(JobId job) {
        return objects.outcome(job).orElse(null) instanceof Failed failed ? failed.damaged() : List.of();
    }

    private StageTrigger stageToRepeat(JobId job) {
        if (!work.exists(JobKeys.shards(job)) || !work.exists(JobKeys.manifest(job))) {
            return StageTrigger.PLAN;
        }
        var manifest = objects.manifest(job);
        if (work.exists(JobKeys.stitched(job))
                && has(JobKeys.strips(job), manifest.strips().count() + 1)) {
            return StageTrigger.DELIVER;
        }
        if (work.exists(JobKeys.inferred(job)) && has(JobKeys.tiles(job), manifest.shards())) {
            return StageTrigger.STITCH;
        }
        boolean canInfer = objects.shards(job).shards().stream()
                .allMatch(shard ->
                        work.exists(JobKeys.source(job, shard.id())) || work.exists(JobKeys.tiles(job, shard.id())));
        return canInfer ? StageTrigger.INFER : StageTrigger.PLAN;
    }

    private boolean has(String prefix, int count) {
        try (var objectsThere = work.list(prefix)) {
            return objectsThere.count() >= count;
        }
    }

    private void archive(JobId job, int attempt, String name) {
        var bytes = read(JobKeys.folder(job) + name);
        if (bytes.length > 0) {
            work.writeIfAbsent(JobKeys.attempt(job, attempt, name), bytes);
        }
    }

    private void touch(String key) {
        work.put(key, read(key));
    }

    /// The bytes under `key`; none when a redrive that died has removed the object already.
    private byte[] read(String key) {
        try (var in = work.read(key)) {
            return in.readAllBytes();
        } catch (NoSuchObject e) {
            return new byte[0];
        } catch (IOException e) {
            throw new TransientFailure("reading " + key, e);
        }
    }
}
