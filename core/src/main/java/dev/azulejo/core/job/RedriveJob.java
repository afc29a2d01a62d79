package dev.azulejo.core.job;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.Outcome.Failed;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.NoSuchObject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/// Tries an ended job again, from the latest stage whose inputs are all there. What the earlier attempt said is
/// kept in `attempts/`. May be killed at any line: run again, it goes on where it was, because the decision
/// goes last.
public final class RedriveJob {
    private static final String SHARDS = "shards.json";
    private static final String DECISION = "decision.json";

    private final JobObjects objects;
    private final JobStorage work;

    public RedriveJob(JobObjects objects) {
        this.objects = objects;
        this.work = objects.work();
    }

    /// Whether an earlier redrive of this job died half way: it has put the decision away, but not removed it.
    public boolean isHalfDone(JobId job) {
        return objects.decision(job)
                .filter(decision -> work.exists(JobKeys.attempt(job, decision.attempt(), DECISION)))
                .isPresent();
    }

    /// @return the stage that is due now
    /// @throws IllegalStateException when the job has not ended
    public StageTrigger run(JobId job) {
        var decision = objects.decision(job)
                .orElseThrow(() -> new IllegalStateException("job %s has not ended".formatted(job)));
        var damaged = damaged(job);
        damaged.forEach(key -> remove(job, key));
        // Only plan makes a sample, and what is there of a job does not tell whether it needs one.
        var stage = damaged.contains(JobKeys.sample(job)) ? StageTrigger.PLAN : stageToRepeat(job);
        var names = new ArrayList<>(
                stage.later().stream().map(StageTrigger::objectName).toList());
        if (stage == StageTrigger.PLAN && pixels(job).isEmpty()) {
            names.add(SHARDS); // nothing hangs on them, and another build may cut otherwise
        }
        names.add(DECISION);
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

    private void remove(JobId job, String key) {
        if (key.equals(JobKeys.shards(job))) {
            pixels(job).forEach(work::delete); // they carry the hash of these shards, and no other plan can use them
        }
        work.delete(key);
    }

    private StageTrigger stageToRepeat(JobId job) {
        try {
            return latestWithInputs(job);
        } catch (PermanentFailure unreadable) {
            return StageTrigger.PLAN;
        }
    }

    private StageTrigger latestWithInputs(JobId job) {
        var there = pixels(job);
        // One that cannot be read, or lacks the metadata that were dropped when the job ended, is planned again.
        if (objects.manifest(job).metadataBytes() > 0 && !work.exists(JobKeys.metadata(job))) {
            return StageTrigger.PLAN;
        }
        var shards = objects.shards(job).shards();
        boolean isInferred = work.exists(JobKeys.inferred(job));
        if (isInferred && work.exists(JobKeys.stitched(job)) && hasParts(job, there)) {
            return StageTrigger.DELIVER;
        }
        if (isInferred && shards.stream().allMatch(shard -> there.contains(JobKeys.tiles(job, shard.id())))) {
            return StageTrigger.STITCH;
        }
        boolean canInfer = shards.stream()
                .allMatch(shard -> there.contains(JobKeys.source(job, shard.id()))
                        || there.contains(JobKeys.tiles(job, shard.id())));
        return canInfer ? StageTrigger.INFER : StageTrigger.PLAN;
    }

    private boolean hasParts(JobId job, Set<String> there) {
        try {
            var files = objects.stitched(job).files();
            return IntStream.range(0, files.size())
                    .allMatch(result -> files.get(result).parts().stream()
                            .allMatch(part -> there.contains(JobKeys.strip(job, result, part.number()))));
        } catch (PermanentFailure unreadable) {
            return false;
        }
    }

    /// The keys of all objects of the job that hold pixels.
    private Set<String> pixels(JobId job) {
        var keys = new HashSet<String>();
        var prefixes = List.of(JobKeys.sources(job), JobKeys.sample(job), JobKeys.tiles(job), JobKeys.strips(job));
        for (var prefix : prefixes) {
            try (var there = work.list(prefix)) {
                there.forEach(object -> keys.add(object.key()));
            }
        }
        return keys;
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
        try {
            return work.readAll(key);
        } catch (NoSuchObject e) {
            return new byte[0];
        }
    }
}
