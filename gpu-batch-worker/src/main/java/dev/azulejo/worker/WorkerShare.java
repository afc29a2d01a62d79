package dev.azulejo.worker;

/// How much this worker does at once; it changes no byte of a result.
///
/// @param runners shards that are under way
/// @param threads tiles that are in the models, or on their way into and out of them
record WorkerShare(int runners, int threads) {
    /// The number of runners on a CPU: one shard is read and written while the tiles of the other run.
    private static final int RUNNERS_ON_CPU = 2;

    /// The least number of runners on a GPU, which needs less time for a shard than reading and writing one
    /// takes.
    private static final int LEAST_RUNNERS_ON_GPU = 4;

    private static final int MOST_RUNNERS_ON_GPU = 8;

    /// The number of tiles that wait for the GPU, besides one for each processor.
    private static final int WAITING_FOR_GPU = 2;

    /// The greatest amount of Java's memory for a shard: its source, packed and not (see `ShardSizing`),
    /// and two parts on their way up.
    private static final long SHARD_BYTES = (2 * 64L + 2 * 8L) << 20;

    /// The share by the settings; those that are not set follow from the device.
    ///
    /// @param heapBytes that Java may take, of which half is for shards
    static WorkerShare of(WorkerConfig config, boolean onGpu, int processors, long heapBytes) {
        int runners = onGpu ? runnersOnGpu(processors, heapBytes) : RUNNERS_ON_CPU;
        int threads = onGpu ? processors + WAITING_FOR_GPU : processors;
        return new WorkerShare(
                config.runners() > 0 ? config.runners() : runners, config.threads() > 0 ? config.threads() : threads);
    }

    private static int runnersOnGpu(int processors, long heapBytes) {
        int byProcessors = Math.clamp(2L * processors, LEAST_RUNNERS_ON_GPU, MOST_RUNNERS_ON_GPU);
        return Math.clamp(heapBytes / 2 / SHARD_BYTES, RUNNERS_ON_CPU, byProcessors);
    }
}
