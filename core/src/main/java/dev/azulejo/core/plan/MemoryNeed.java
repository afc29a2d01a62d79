package dev.azulejo.core.plan;

import dev.azulejo.core.job.JobPlan;
import dev.azulejo.core.job.PlannedOutput;
import dev.azulejo.core.model.ModelCard;
import java.util.List;

/// What a process holds while it does a job, told from the plan and the cards. All in bytes.
///
/// @param base of the process before the first pixel, and of Java's heap however small the image
/// @param tile in the models
/// @param strip while it is encoded
/// @param shards that are read and written while tiles are in the models
/// @param count of the job's tiles
public record MemoryNeed(long base, long tile, long strip, long shards, int count) {
    /// What a process may hold where nobody says otherwise.
    public static final long STANDARD_BUDGET = 1_000_000_000;

    /// Java and libvips before the first pixel.
    private static final long PROCESS = 136_000_000;

    /// ONNX Runtime and the models, before the first tile.
    private static final long RUNTIME = 50_000_000;

    /// Another engine and what it makes of the models, likewise.
    private static final long OTHER_ENGINE = 70_000_000;

    /// Java's heap: with the pixels that are read it grows, until Java looks for garbage.
    private static final long LEAST_HEAP = 35_000_000;

    private static final long MOST_HEAP = 190_000_000;

    /// What each tile beside the first takes, against it: not all come to their peak at the same time.
    private static final double FURTHER_TILE = 0.85;

    /// A strip as pixels, as its encoder takes it, and encoded.
    private static final int COPIES_OF_STRIP = 3;

    /// Shards are done two at a time; of each there are the pixels and what of them is packed.
    private static final int COPIES_OF_SHARD = 3;

    /// The two of them, of an image of many.
    private static final long USUAL_SHARDS = 40_000_000;

    static MemoryNeed of(JobPlan plan, int shards, List<ModelCard> cards) {
        int pixelBytes = plan.pixels().bytesPerPixel();
        long sourceBytes = plan.image().pixels() * pixelBytes;
        long stripBytes = plan.outputs().stream()
                        .map(PlannedOutput::strips)
                        .mapToLong(strips -> strips.outputRect(0).pixels())
                        .max()
                        .orElseThrow()
                * pixelBytes;
        long sumBytes =
                plan.grid().overlap() > 0 ? 4 * stripBytes / plan.pixels().bytesPerSample() : 0;
        var steps = plan.steps();
        boolean hasOther = steps.stream().anyMatch(step -> step.engine() != null);
        return new MemoryNeed(
                base(sourceBytes, !cards.isEmpty()) + (hasOther ? OTHER_ENGINE : 0),
                new ChainNeeds(cards)
                                .bytesPerTile(
                                        plan.grid().padded(),
                                        step -> steps.get(step).engine() != null)
                        + bytesOfAlternatives(plan),
                COPIES_OF_STRIP * stripBytes + sumBytes,
                COPIES_OF_SHARD * sourceBytes / shards,
                plan.grid().count());
    }

    /// The answers of several models for the same tile, of which its result is put together. The models themselves work
    /// one after another in the same memory.
    private static long bytesOfAlternatives(JobPlan plan) {
        return plan.chain().alternatives() == null
                ? 0
                : 3L * Float.BYTES * plan.grid().padded().pixels() * plan.scale() * plan.scale();
    }

    /// What a tile may take in the models of an image of so many bytes, so that a process which has one at a time stays
    /// within the standard budget.
    static long roomForTile(long sourceBytes) {
        return STANDARD_BUDGET - base(sourceBytes, true) - USUAL_SHARDS;
    }

    private static long base(long sourceBytes, boolean hasModels) {
        return PROCESS + (hasModels ? RUNTIME : 0) + Math.min(MOST_HEAP, LEAST_HEAP + sourceBytes);
    }

    /// The same where a decoder holds so much of the source: while it does, no model and no encoder is at work.
    static long withDecoder(long memoryBytes, long decodeBytes) {
        return decodeBytes == 0 ? memoryBytes : Math.max(memoryBytes, PROCESS + MOST_HEAP + decodeBytes);
    }

    /// As much at once as `threads` can work on and `budget` has room for; at least one tile and one strip. A job of
    /// fewer tiles than threads has several threads on each, so that no core is idle.
    public WorkShare share(int threads, long budget) {
        long beside = budget - base - shards - tile;
        int most = Math.min(threads, count);
        int tiles = most == 1 ? 1 : 1 + fitting(beside, (long) (FURTHER_TILE * tile), most - 1);
        int perTile = Math.ceilDiv(threads, tiles);
        int even = Math.ceilDiv(threads, perTile);
        boolean keepsModels = base + tiles(even) + strip <= budget;
        long left = budget - base - (keepsModels ? tiles(even) : 0);
        return new WorkShare(even, perTile, Math.max(1, fitting(left, strip, threads)), keepsModels);
    }

    /// The most that a process holds at once which works so.
    public long peak(WorkShare share) {
        long ofTiles = tiles(share.tiles()) + shards;
        long ofStrips = share.strips() * strip + (share.keepsModels() ? tiles(share.tiles()) : 0);
        return base + Math.max(ofTiles, ofStrips);
    }

    private long tiles(int count) {
        return ofTiles(count, tile);
    }

    /// So many tiles at once, each of which would take `tile` alone.
    static long ofTiles(int count, long tile) {
        return tile + (count - 1) * (long) (FURTHER_TILE * tile);
    }

    private static int fitting(long room, long each, int most) {
        return each == 0 ? most : Math.clamp(room / each, 0, most);
    }
}
