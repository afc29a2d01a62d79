package dev.azulejo.core.job.record;

import dev.azulejo.core.job.key.CanonicalText.Hash;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.tiling.StripRun;
import java.util.List;

/// `inferred.json`: says that every shard of the plan has its tiles.
///
/// @param strips what one call of stitch takes at once; together all strips of all results, in their order
/// @param fingerprints of the engines that made them, each once, sorted
/// @param warnings of the engines, such as a tile that needed the slow path
public record Inferred(
        int schema,
        JobId job,
        Hash planHash,
        int shards,
        List<StripRun> strips,
        List<String> fingerprints,
        List<String> warnings) {
    public static final int SCHEMA = 1;

    public Inferred {
        strips = List.copyOf(strips);
        fingerprints = List.copyOf(fingerprints);
        warnings = List.copyOf(warnings);
    }
}
