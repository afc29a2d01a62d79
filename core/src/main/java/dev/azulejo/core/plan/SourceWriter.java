package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.handover.SourceSample;
import dev.azulejo.core.handover.SourceShard;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.JobObjects.PlannedShards;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.look.kind.PixelPatterns;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Aside;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.tiling.SampleLayout;
import dev.azulejo.storage.JobStorage;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/// Writes the pixels that other stages read, in one pass over the rows of an image: `source/{shard}`, and
/// `sample` if a model needs one; `tiles/{shard}` if no model runs. Existing objects are not written again.
/// A shard is packed and written while the rows of the next are decoded.
final class SourceWriter {
    private static final int ROWS_AT_ONCE = 64;

    private final JobStorage work;
    private final BlockCodec blocks;
    private final Manifest manifest;
    private final Supplier<Aside> packers;
    private final Progress progress;

    SourceWriter(JobStorage work, BlockCodec blocks, Manifest manifest, Supplier<Aside> packers, Progress progress) {
        this.work = work;
        this.blocks = blocks;
        this.manifest = manifest;
        this.packers = packers;
        this.progress = progress;
    }

    /// Facts about the pixels of the whole image.
    ///
    /// @param opaque whether every alpha sample is the largest one
    /// @param patterns how much of it is a pattern of single pixels, 0 to 1; 0 if that does not matter
    record Seen(boolean opaque, double patterns) {}

    Seen write(ImageDecoder.Rows rows, PlannedShards shards, boolean withSample) throws UnreadableImage {
        var crops = withSample ? new SampleLayout(manifest.image()).crops() : List.<Rect>of();
        var cut = new TreeMap<Rect, PixelBlock>(Comparator.comparingInt(crops::indexOf));
        var cropCutter = new RectCutter<Rect>(
                rows.image().stored(), manifest.pixels(), manifest.plan().orientation(), crops, crop -> crop, cut::put);
        try (var packer = packers.get()) {
            var shardCutter = new WrapCutter<Shard>(
                    rows.image().stored(),
                    manifest.pixels(),
                    manifest.plan().orientation(),
                    shards.shards(),
                    shard -> shard.sourceRect(manifest.grid()),
                    (shard, block) -> packer.begin(() -> writeIfMissing(shard, block)));
            var seen = pass(rows, shardCutter, cropCutter);
            writeIfMissing(cut);
            packer.end();
            return seen;
        }
    }

    private Seen pass(ImageDecoder.Rows rows, WrapCutter<Shard> shardCutter, RectCutter<Rect> cropCutter)
            throws UnreadableImage {
        var stored = rows.image().stored();
        var opacity = new Opacity(manifest.pixels());
        var patterns = new PixelPatterns(stored.width(), manifest.pixels());
        boolean patternsMatter = PatternChoice.matters(manifest.plan());
        var read =
                new byte[Math.multiplyExact(stored.width() * manifest.pixels().bytesPerPixel(), ROWS_AT_ONCE)];
        for (int top = 0; top < stored.height(); top += ROWS_AT_ONCE) {
            int count = Math.min(ROWS_AT_ONCE, stored.height() - top);
            try (var _ = progress.begin(Activity.DECODE, top)) {
                rows.next(count, read, 0);
            }
            try (var _ = progress.begin(Activity.LOOK, top)) {
                opacity.accept(read, count * stored.width());
                if (patternsMatter) {
                    patterns.accept(read, count);
                }
            }
            try (var _ = progress.begin(Activity.CUT, top)) {
                shardCutter.accept(read, count);
                cropCutter.accept(read, count);
            }
        }
        return new Seen(opacity.isOpaque(), patterns.share());
    }

    /// Writes a shard's pixels unless they are there; if no model runs, they are its result.
    private void writeIfMissing(Shard shard, PixelBlock block) {
        try (var _ = progress.begin(Activity.PACK_SHARD, shard.id())) {
            if (manifest.steps().isEmpty() && !manifest.plan().chain().interpolates()) {
                TileResults.keep(work, manifest, shard, block, blocks);
            } else if (!SourceShard.isThere(work, shard, manifest.planHash())) {
                SourceShard.write(work, shard, block, manifest.planHash(), blocks);
            }
        }
    }

    private void writeIfMissing(Map<Rect, PixelBlock> crops) {
        if (!crops.isEmpty() && !SourceSample.isThere(work, manifest.job(), manifest.planHash())) {
            try (var _ = progress.begin(Activity.PACK_SAMPLE)) {
                SourceSample.write(work, manifest.job(), List.copyOf(crops.values()), manifest.planHash(), blocks);
            }
        }
    }
}
