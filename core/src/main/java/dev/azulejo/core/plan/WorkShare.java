package dev.azulejo.core.plan;

/// How much of a job a machine does at once, so all its cores work and its memory is enough. It
/// changes no byte of the result, and is no part of a job.
///
/// @param tiles that are in the models at once
/// @param threadsPerTile that work on each of them
/// @param strips that are encoded at once
/// @param keepsModels whether the models' memory may be kept while strips are made
public record WorkShare(int tiles, int threadsPerTile, int strips, boolean keepsModels) {
    public WorkShare {
        if (tiles < 1 || threadsPerTile < 1 || strips < 1) {
            throw new IllegalArgumentException("a job needs a tile, a thread and a strip, got %d, %d and %d"
                    .formatted(tiles, threadsPerTile, strips));
        }
    }

    /// A tile and a strip for each thread, for a machine with enough memory.
    public static WorkShare of(int threads) {
        return new WorkShare(threads, 1, threads, true);
    }
}
