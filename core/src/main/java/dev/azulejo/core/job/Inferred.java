package dev.azulejo.core.job;

import java.util.List;

/// `inferred.json`: every shard of the plan has its tiles.
///
/// @param fingerprints of the engines that made them, each once, sorted
/// @param warnings of the engines, such as a tile that needed the slow path
public record Inferred(
        int schema, JobId job, String planHash, int shards, List<String> fingerprints, List<String> warnings) {
    public static final int SCHEMA = 1;

    public Inferred {
        fingerprints = List.copyOf(fingerprints);
        warnings = List.copyOf(warnings);
    }
}
