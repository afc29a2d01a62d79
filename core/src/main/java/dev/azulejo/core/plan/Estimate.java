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
    /// Java, libvips and the runtime before the first pixel.
    private static final long BASE_BYTES = 130L << 20;

    /// What Java takes for garbage before it looks, and for shards that are cut while a file is decoded.
    private static final long HEAP_BYTES = 100L << 20;

    /// For a machine of which nothing is known.
    public static Estimate of(Manifest manifest, List<ModelCard> cards, int threads) {
        return of(manifest, cards, Speeds.UNKNOWN, threads);
    }

    public static Estimate of(Manifest manifest, List<ModelCard> cards, Speeds speeds, int threads) {
        double models = speeds.modelSeconds(manifest).orElseGet(() -> Planner.predictedSeconds(manifest, cards));
        double parallel = models + speeds.otherSeconds(manifest);
        var disk = DiskNeed.of(manifest);
        return new Estimate(
                duration(speeds.startSeconds() + parallel),
                duration(speeds.startSeconds() + parallel / threads),
                memoryBytes(manifest, cards, threads),
                disk.peakBytes(),
                disk.resultBytes());
    }

    /// The same where a decoder holds so much of the source: while it does, no model and no encoder is at work.
    public Estimate withDecoder(long decodeBytes) {
        return new Estimate(
                cpuTime, time, Math.max(memoryBytes, BASE_BYTES + HEAP_BYTES + decodeBytes), diskBytes, resultBytes);
    }

    private static Duration duration(double seconds) {
        return Duration.ofMillis((long) (seconds * 1000));
    }

    private static long memoryBytes(Manifest manifest, List<ModelCard> cards, int threads) {
        int pixelBytes = manifest.pixels().bytesPerPixel();
        long tileBytes = cards.isEmpty()
                ? 0
                : new ChainNeeds(cards).bytesPerTile(manifest.grid().padded());
        long shardBytes = manifest.image().pixels() * pixelBytes / manifest.shards();
        var strips = manifest.strips();
        long stripPixels = (long) strips.output().width()
                * Math.min(strips.rowsPerStrip(), strips.output().height());
        long stripBytes = stripPixels * pixelBytes;
        long sumBytes = manifest.grid().overlap() > 0
                ? 4 * stripBytes / manifest.pixels().bytesPerSample()
                : 0;
        return BASE_BYTES + Math.max(HEAP_BYTES, threads * (tileBytes + 3 * stripBytes + sumBytes) + 3 * shardBytes);
    }
}
