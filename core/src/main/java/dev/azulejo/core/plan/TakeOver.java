package dev.azulejo.core.plan;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.storage.JobStorage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Takes over what earlier attempts left, so an attempt begins at the latest stage whose inputs are
/// all there. Objects that the earlier ones named as damaged are removed first, for their stages to make
/// them anew.
///
/// Objects are removed only while the attempt has no manifest: from then on its stages make them, and a
/// slow repeat of plan must not touch them.
final class TakeOver {
    private final JobObjects objects;
    private final JobStorage work;

    TakeOver(JobObjects objects) {
        this.objects = objects;
        this.work = objects.work();
    }

    /// Gives the attempt the manifest of an earlier one and its later records, as far as they can still be
    /// used.
    ///
    /// @return whether there was any; if not, the attempt has to be planned
    boolean run(Attempt attempt) {
        var damaged = new ArrayList<String>();
        var planned = planned(attempt, damaged);
        damaged.forEach(key -> remove(attempt, key));
        // Only plan makes a sample, and what is there of a job does not tell whether it needs one.
        boolean lacksSample = damaged.contains(JobKeys.sample(attempt.job()));
        var stage = planned.isEmpty() || lacksSample ? StageTrigger.PLAN : usable(planned.get(), damaged);
        if (stage == StageTrigger.PLAN) {
            forgetShards(attempt);
            return false;
        }
        try {
            copy(planned.orElseThrow(), attempt, stage);
            return true;
        } catch (PermanentFailure droppedMeanwhile) { // such as the metadata, by a notify that was late
            return work.exists(JobKeys.manifest(attempt));
        }
    }

    /// Finds the last planned attempt before this one, unless pixels were dropped since then: a slow
    /// process may still be using those.
    ///
    /// @param damaged gets the keys that it and those after it name as damaged
    private Optional<Attempt> planned(Attempt attempt, List<String> damaged) {
        for (int number = attempt.number() - 1; number >= 0; number--) {
            var earlier = new Attempt(attempt.job(), number);
            if (objects.isDropped(earlier)) {
                return Optional.empty();
            }
            if (objects.outcome(earlier).orElse(null) instanceof Failed failed) {
                damaged.addAll(failed.damaged());
            }
            if (work.exists(JobKeys.manifest(earlier))) {
                return Optional.of(earlier);
            }
        }
        return Optional.empty();
    }

    private void remove(Attempt attempt, String key) {
        if (key.equals(JobKeys.shards(attempt.job()))) {
            // They carry the hash of these shards, and no other plan can use them.
            pixels(attempt.job()).forEach(dependent -> removeUnlessPlanned(attempt, dependent));
        }
        boolean isOfJob = JobKeys.attemptOf(key).isEmpty() && !key.equals(JobKeys.request(attempt.job()));
        if (isOfJob) {
            removeUnlessPlanned(attempt, key);
        }
    }

    /// Removes the list of shards if no pixels depend on it: another build may cut otherwise.
    private void forgetShards(Attempt attempt) {
        if (pixels(attempt.job()).isEmpty()) {
            removeUnlessPlanned(attempt, JobKeys.shards(attempt.job()));
        }
    }

    private void removeUnlessPlanned(Attempt attempt, String key) {
        if (!work.exists(JobKeys.manifest(attempt))) {
            work.delete(key);
        }
    }

    /// The latest stage that can go on from what the attempt `planned` has left.
    private StageTrigger usable(Attempt planned, List<String> damaged) {
        try {
            return latestWithInputs(planned, damaged);
        } catch (PermanentFailure unreadable) {
            return StageTrigger.PLAN;
        }
    }

    private StageTrigger latestWithInputs(Attempt planned, List<String> damaged) {
        var job = planned.job();
        var manifest = objects.manifest(planned);
        var shards = objects.shards(job);
        boolean isBare = manifest.metadataBytes() > 0 && !work.exists(JobKeys.metadata(planned));
        if (isBare || !shards.hash().equals(manifest.planHash())) {
            return StageTrigger.PLAN;
        }
        var there = pixels(job);
        var inferred = JobKeys.inferred(planned);
        boolean isInferred = work.exists(inferred) && !damaged.contains(inferred);
        if (isInferred && work.exists(JobKeys.stitched(planned)) && hasParts(planned, manifest, there)) {
            return StageTrigger.DELIVER;
        }
        if (isInferred && shards.shards().stream().allMatch(shard -> there.contains(JobKeys.tiles(job, shard.id())))) {
            return StageTrigger.STITCH;
        }
        boolean canInfer = shards.shards().stream()
                .allMatch(shard -> there.contains(JobKeys.source(job, shard.id()))
                        || there.contains(JobKeys.tiles(job, shard.id())));
        return canInfer ? StageTrigger.INFER : StageTrigger.PLAN;
    }

    private boolean hasParts(Attempt planned, Manifest manifest, Set<String> there) {
        try {
            var files = objects.stitched(planned).files();
            return manifest.results().stream()
                    .allMatch(result -> files.get(result.number()).parts().stream()
                            .allMatch(part -> there.contains(result.stripKey(part))));
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

    /// Copies the records in the order of the stages, so a stage that starts finds its inputs.
    private void copy(Attempt from, Attempt to, StageTrigger stage) {
        objects.put(to, objects.wholeManifest(from));
        if (stage != StageTrigger.INFER) {
            objects.put(to, objects.inferred(from));
        }
        if (stage == StageTrigger.DELIVER) {
            objects.put(to, objects.stitched(from));
        }
    }
}
