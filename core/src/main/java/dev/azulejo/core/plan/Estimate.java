package dev.azulejo.core.plan;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.model.ModelCard;
import java.time.Duration;
import java.util.List;

/// What a job will need on one machine, told from its plan, the model cards and what the machine has done
/// before.
///
/// @param cpuTime of all threads together
/// @param time from start to result, if the cores are free
/// @param memoryBytes of the process at its peak
/// @param diskBytes in the work place at its peak
/// @param resultBytes of the result, roughly
public record Estimate(Duration cpuTime, Duration time, long memoryBytes, long diskBytes, long resultBytes) {
    /// For a machine of which nothing is known, with memory enough.
    public static Estimate of(Manifest manifest, List<ModelCard> cards, int threads) {
        return of(manifest, cards, Speeds.UNKNOWN, threads, Long.MAX_VALUE);
    }

    /// @param budget bytes that the process may hold, if one tile and one strip fit into them
    public static Estimate of(Manifest manifest, List<ModelCard> cards, Speeds speeds, int threads, long budget) {
        double models = speeds.modelSeconds(manifest).orElseGet(() -> Planner.predictedSeconds(manifest, cards));
        double parallel = models + speeds.otherSeconds(manifest);
        var memory = MemoryNeed.of(manifest, cards);
        var disk = DiskNeed.of(manifest);
        return new Estimate(
                duration(speeds.startSeconds() + parallel),
                duration(speeds.startSeconds() + parallel / threads),
                memory.peak(memory.share(threads, budget)),
                disk.peakBytes(),
                disk.resultBytes());
    }

    /// How the job's work is shared out on such a machine.
    public static WorkShare share(Manifest manifest, List<ModelCard> cards, int threads, long budget) {
        return MemoryNeed.of(manifest, cards).share(threads, budget);
    }

    /// The same where a decoder holds so much of the source: while it does, no model and no encoder is at work.
    public Estimate withDecoder(long decodeBytes) {
        return new Estimate(cpuTime, time, MemoryNeed.withDecoder(memoryBytes, decodeBytes), diskBytes, resultBytes);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }
}
