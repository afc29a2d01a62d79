package dev.azulejo.core.infer;

import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.record.Inferred;
import java.util.TreeSet;

/// Ends the fan-out over shards: compares the shards that are done with those planned and writes
/// `inferred.json`.
public final class InferClose {
    /// The number of strips for one call of stitch: at 32 MiB raw and half a second a strip, a call takes
    /// some seconds, and there are at most a few hundred.
    private static final int STRIPS_PER_RUN = 16;

    private final JobObjects objects;

    public InferClose(JobObjects objects) {
        this.objects = objects;
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure naming the first shard that is missing or damaged
    public void run(Attempt attempt) {
        var manifest = objects.bareManifest(attempt);
        var fingerprints = new TreeSet<String>();
        var warnings = new TreeSet<String>();
        long interpolated = 0;
        var shards = objects.shards(attempt.job()).shards();
        for (var shard : shards) {
            var results = TileResults.require(objects.work(), manifest, shard);
            fingerprints.add(results.fingerprint());
            warnings.addAll(results.warnings());
            interpolated += results.interpolated();
        }
        new InterpolatedShare(interpolated, manifest.image().pixels())
                .warning(manifest.plan().chain().recipe(), manifest.scale())
                .ifPresent(warnings::add);
        var inferred = new Inferred(
                Inferred.SCHEMA,
                attempt.job(),
                manifest.planHash(),
                shards.size(),
                manifest.results().stream()
                        .flatMap(result -> result.strips().runs(result.number(), STRIPS_PER_RUN).stream())
                        .toList(),
                fingerprints.stream().toList(),
                warnings.stream().toList());
        objects.put(attempt, inferred);
    }
}
