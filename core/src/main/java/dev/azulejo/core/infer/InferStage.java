package dev.azulejo.core.infer;

import dev.azulejo.core.failure.OtherThread;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.handover.FinishedTile;
import dev.azulejo.core.handover.SourceShard;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.tiling.Tile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;

/// Makes `tiles/{shard}` from `source/{shard}`, and from `sample` if a model needs it. Tiles of a shard run
/// side by side on the threads of a [TileThreads]; shards may too, if several callers run this stage on the
/// same threads.
public final class InferStage {
    private final JobObjects objects;
    private final WarmChains chains;
    private final BlockCodec blocks;
    private final TileThreads threads;
    private final Progress progress;
    private final Unfinished unfinished;

    /// What becomes of the finished tiles when a shard's process dies.
    public enum Unfinished {
        /// Each finished tile is kept by itself: for a shard that takes minutes, on a machine that may be
        /// switched off at any time.
        KEPT,
        /// Finished tiles are made again: for a place where each object costs a request.
        LOST
    }

    public InferStage(
            JobObjects objects,
            Models models,
            BlockCodec blocks,
            TileThreads threads,
            Progress progress,
            Unfinished unfinished) {
        this.objects = objects;
        this.chains = new WarmChains(objects.work(), models, blocks, threads);
        this.blocks = blocks;
        this.threads = threads;
        this.progress = progress;
        this.unfinished = unfinished;
    }

    /// Enhances the shard's tiles, unless they are there.
    ///
    /// @throws PermanentFailure when a result is there but damaged, or a tile cannot be done, naming it
    public void run(Manifest manifest, Shard shard) {
        if (TileResults.find(objects.work(), manifest, shard).isPresent()) {
            shard.tiles(manifest.grid()).forEach(tile -> progress.tileFound(manifest.job(), tile));
            return;
        }
        var chain = chain(manifest);
        var source = source(manifest, shard);
        var sourceRect = shard.sourceRect(manifest.grid());
        try (var results = new TileResults.Writer(objects.work(), manifest, shard, blocks)) {
            var notes = new ShardNotes();
            Queue<Future<FinishedTile>> running = new ArrayDeque<>();
            long turn = threads.turn();
            for (var tile : shard.tiles(manifest.grid())) {
                if (running.size() == threads.most()) {
                    take(running.remove(), results, notes);
                }
                long asked = System.nanoTime();
                running.add(threads.submit(turn, () -> {
                    try (var _ = progress.tile(shard.id(), tile, asked)) {
                        return finished(manifest, shard, tile, source.crop(seen(tile, sourceRect)), chain, results);
                    }
                }));
            }
            while (!running.isEmpty()) {
                take(running.remove(), results, notes);
            }
            try (var _ = progress.begin(Activity.SEAL_SHARD, shard.id())) {
                results.seal(chain.fingerprint(), notes.warnings, notes.interpolated);
            }
        }
        if (unfinished == Unfinished.KEPT) {
            try (var _ = progress.begin(Activity.CLEAN)) {
                FinishedTile.drop(objects.work(), shard);
            }
        }
    }

    private WarmChain chain(Manifest manifest) {
        try (var _ = progress.begin(Activity.LOAD)) {
            return chains.of(manifest);
        }
    }

    private PixelBlock source(Manifest manifest, Shard shard) {
        try (var _ = progress.begin(Activity.READ_SHARD, shard.id())) {
            return SourceShard.read(objects.work(), manifest, shard, blocks);
        }
    }

    /// The pixels of the image under a padded tile, as they lie in the shard: none beyond the image.
    private static Rect seen(Tile tile, Rect sourceRect) {
        return tile.padded().intersection(sourceRect).relativeTo(sourceRect);
    }

    /// The warnings and counts of a shard's tiles.
    private static final class ShardNotes {
        private final Set<String> warnings = new TreeSet<>();
        private long interpolated;

        void add(FinishedTile tile) {
            warnings.addAll(tile.warnings());
            interpolated += tile.interpolated();
        }
    }

    private FinishedTile finished(
            Manifest manifest, Shard shard, Tile tile, PixelBlock seen, WarmChain chain, TileResults.Writer results) {
        if (unfinished == Unfinished.LOST) {
            return enhanced(manifest, shard, tile, seen, chain, results);
        }
        var found = FinishedTile.find(objects.work(), manifest, shard, tile, chain.fingerprint());
        if (found.isPresent()) {
            progress.tileFound(manifest.job(), tile);
            return found.get();
        }
        var enhanced = enhanced(manifest, shard, tile, seen, chain, results);
        try (var _ = progress.begin(Activity.KEEP_TILE, tile.index())) {
            enhanced.keep(objects.work(), manifest, shard, tile, chain.fingerprint());
        }
        return enhanced;
    }

    private FinishedTile enhanced(
            Manifest manifest, Shard shard, Tile tile, PixelBlock seen, WarmChain chain, TileResults.Writer results) {
        long start = System.nanoTime();
        var enhancer = threads.enhancer(chain, progress);
        try {
            var result = enhancer.enhance(seen, tile, manifest.opaque());
            progress.tileInferred(manifest.job(), shard.id(), tile, Duration.ofNanos(System.nanoTime() - start));
            return new FinishedTile(packed(tile, result, results), enhancer.warnings(), enhancer.interpolated());
        } catch (PermanentFailure e) {
            throw new PermanentFailure(
                    "tile %d of job %s: %s".formatted(tile.index(), manifest.job(), e.getMessage()), e);
        }
    }

    private byte[] packed(Tile tile, PixelBlock result, TileResults.Writer results) {
        try (var _ = progress.begin(Activity.PACK_TILE, tile.index())) {
            return results.pack(tile, result);
        }
    }

    private void take(Future<FinishedTile> running, TileResults.Writer results, ShardNotes notes) {
        var finished = awaited(running);
        try (var _ = progress.begin(Activity.WRITE_TILE)) {
            results.append(finished.packed());
        }
        notes.add(finished);
    }

    private FinishedTile awaited(Future<FinishedTile> running) {
        try (var _ = progress.begin(Activity.WAIT)) {
            return OtherThread.join(running);
        }
    }
}
