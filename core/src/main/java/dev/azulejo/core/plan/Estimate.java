package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.model.ModelCard;
import java.time.Duration;
import java.util.List;

/// The resources that a job will need on one machine, from its plan, the model cards and the machine's
/// earlier jobs.
///
/// @param cpuTime of all threads together
/// @param time from start to result, if the cores are free
/// @param memoryBytes of the process at its peak
/// @param diskBytes in the work place at its peak
/// @param resultBytes of the results, roughly
public record Estimate(Duration cpuTime, Duration time, long memoryBytes, long diskBytes, long resultBytes) {
    /// Estimates for a machine of which nothing is known and whose memory is enough.
    public static Estimate of(JobPlan plan, int shards, List<ModelCard> cards, int threads) {
        return of(plan, shards, cards, Speeds.UNKNOWN, threads, Long.MAX_VALUE);
    }

    /// @param budget bytes that the process may hold, if one tile and one strip fit into them
    /// @param shards that it is cut into
    public static Estimate of(
            JobPlan plan, int shards, List<ModelCard> cards, Speeds speeds, int threads, long budget) {
        double models = speeds.modelSeconds(plan, Planner.predictedSeconds(plan, cards));
        double parallel = models + speeds.otherSeconds(plan);
        var memory = MemoryNeed.of(plan, shards, cards);
        var disk = DiskNeed.of(plan, shards);
        return new Estimate(
                duration(speeds.startSeconds() + parallel),
                duration(speeds.startSeconds() + parallel / threads),
                memory.peak(memory.share(threads, budget)),
                disk.peakBytes(),
                disk.resultBytes());
    }

    /// How the work of a job is shared out on a machine.
    public static WorkShare share(Manifest manifest, List<ModelCard> cards, int threads, long budget) {
        return MemoryNeed.of(manifest.plan(), manifest.shards(), cards).share(threads, budget);
    }

    /// Returns this estimate with a decoder's memory, which is held while no model and no encoder is at
    /// work.
    public Estimate withDecoder(long decodeBytes) {
        return new Estimate(cpuTime, time, MemoryNeed.withDecoder(memoryBytes, decodeBytes), diskBytes, resultBytes);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
