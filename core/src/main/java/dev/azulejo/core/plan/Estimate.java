package dev.azulejo.core.plan;

import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.model.ModelCard;
import java.time.Duration;
import java.util.List;

/// What a job will need on one machine, told from its plan and the model cards.
///
/// @param time from start to result, if the cores are free
/// @param memoryBytes of the process at its peak
/// @param diskBytes in the work place at its peak, for an image that hardly compresses
public record Estimate(Duration time, long memoryBytes, long diskBytes) {
    /// Java, libvips and the runtime before the first pixel.
    private static final long BASE_BYTES = 220L << 20;

    /// Decoding, packing and encoding, next to the models: CPU seconds for a megapixel of the result.
    private static final double OVERHEAD_SECONDS_PER_MEGAPIXEL = 0.1;

    public static Estimate of(Manifest manifest, List<ModelCard> cards, int threads) {
        double overhead = manifest.outputSize().pixels() / 1e6 * OVERHEAD_SECONDS_PER_MEGAPIXEL;
        double seconds = (Planner.predictedSeconds(manifest, cards) + overhead) / threads;
        int pixelBytes = manifest.pixels().bytesPerPixel();
        long tileBytes = new ChainNeeds(cards).bytesPerTile(manifest.grid().padded());
        long shardBytes = manifest.image().pixels() * pixelBytes / manifest.shards();
        long stripBytes = (long) manifest.strips().output().width()
                * Math.min(
                        manifest.strips().rowsPerStrip(),
                        manifest.strips().output().height())
                * pixelBytes;
        long sumBytes = manifest.grid().overlap() > 0
                ? 4 * stripBytes / manifest.pixels().bytesPerSample()
                : 0;
        long memory = BASE_BYTES + threads * (tileBytes + 3 * stripBytes + sumBytes) + 3 * shardBytes;
        long disk = (manifest.image().pixels() + manifest.outputSize().pixels()) * pixelBytes;
        return new Estimate(Duration.ofMillis((long) (seconds * 1000)), memory, disk);
    }
}
