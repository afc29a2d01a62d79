package dev.azulejo.core.plan;

import dev.azulejo.core.job.record.JobPlan;
import dev.azulejo.core.job.record.PlannedResult;
import dev.azulejo.core.model.ModelCard;
import java.util.List;

/// The memory of a process during a job, in bytes, from the plan and the cards.
///
/// @param base of the process before the first pixel, and of Java's heap however small the image
/// @param tile of one tile while the models run
/// @param strip of one strip while it is encoded
/// @param shards of the shards that are read and written while the models run
/// @param count of the job's tiles
public record MemoryNeed(long base, long tile, long strip, long shards, int count) {
    /// The default memory of a process.
    public static final long STANDARD_BUDGET = 1_000_000_000;

    /// The memory of Java and libvips before the first pixel.
    private static final long PROCESS = 136_000_000;

    /// The memory of ONNX Runtime and the models before the first tile.
    private static final long RUNTIME = 50_000_000;

    /// The memory of another engine and its compiled models before the first tile.
    private static final long OTHER_ENGINE = 70_000_000;

    /// The least heap of Java: it grows with the pixels that are read, until garbage is collected.
    private static final long LEAST_HEAP = 35_000_000;

    private static final long MOST_HEAP = 190_000_000;

    /// The memory of each further tile relative to the first: not all are at their peak at the same time.
    private static final double FURTHER_TILE = 0.85;

    /// The copies of a strip in memory: as pixels, as its encoder takes it, and encoded.
    private static final int COPIES_OF_STRIP = 3;

    /// The copies of a shard in memory: two shards are under way, each with its pixels and a packed part.
    private static final int COPIES_OF_SHARD = 3;

    /// The memory of these copies for an image of many shards.
    private static final long USUAL_SHARDS = 40_000_000;

    static MemoryNeed of(JobPlan plan, int shards, List<ModelCard> cards) {
        int pixelBytes = plan.pixels().bytesPerPixel();
        long sourceBytes = plan.image().pixels() * pixelBytes;
        long stripBytes = plan.outputs().stream()
                        .map(PlannedResult::strips)
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

    /// The memory for the answers of several models for the same tile, from which its result is mixed. The
    /// models themselves use the same memory in turn.
    private static long bytesOfAlternatives(JobPlan plan) {
        return plan.chain().alternatives() == null
                ? 0
                : 3L * Float.BYTES * plan.grid().padded().pixels() * plan.scale() * plan.scale();
    }

    /// The memory that a tile may take if a process with one tile at a time shall stay within the standard
    /// budget.
    static long roomForTile(long sourceBytes) {
        return STANDARD_BUDGET - base(sourceBytes, true) - USUAL_SHARDS;
    }

    private static long base(long sourceBytes, boolean hasModels) {
        return PROCESS + (hasModels ? RUNTIME : 0) + Math.min(MOST_HEAP, LEAST_HEAP + sourceBytes);
    }

    /// The peak of memory with a decoder that holds `decodeBytes`, during which no model and no encoder is
    /// at work.
    static long withDecoder(long memoryBytes, long decodeBytes) {
        return decodeBytes == 0 ? memoryBytes : Math.max(memoryBytes, PROCESS + MOST_HEAP + decodeBytes);
    }

    /// Shares out the work so that `threads` are busy and `budget` is kept, with at least one tile and one
    /// strip. A job of fewer tiles than threads has several threads on each.
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

    /// The most memory of a process that shares out its work so.
    public long peak(WorkShare share) {
        long ofTiles = tiles(share.tiles()) + shards;
        long ofStrips = share.strips() * strip + (share.keepsModels() ? tiles(share.tiles()) : 0);
        return base + Math.max(ofTiles, ofStrips);
    }

    private long tiles(int count) {
        return ofTiles(count, tile);
    }

    /// The memory of `count` tiles at once, each of which would take `tile` alone.
    static long ofTiles(int count, long tile) {
        return tile + (count - 1) * (long) (FURTHER_TILE * tile);
    }

    /// The part of a process's memory that its jobs may share, once it has started and models have run.
    public static long roomForJobs(long budget) {
        return budget - PROCESS - RUNTIME;
    }

    /// The memory that a job takes beside others in one process, where one tile of each is in the models at
    /// a time.
    ///
    /// @param decodeBytes that its decoder holds
    public static long besideOthers(JobPlan plan, int shards, List<ModelCard> cards, long decodeBytes) {
        var need = of(plan, shards, cards);
        long ofPixels = need.shards + need.tile + need.strip; // models keep what they used while a strip is encoded
        return need.base - base(0, !cards.isEmpty()) + LEAST_HEAP + Math.max(decodeBytes, ofPixels);
    }

    private static int fitting(long room, long each, int most) {
        return each == 0 ? most : Math.clamp(room / each, 0, most);
    }
}
