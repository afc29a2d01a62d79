package dev.azulejo.core.infer;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.handover.SourceShard;
import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Shard;
import dev.azulejo.core.pixels.PixelBlock;
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
import org.jspecify.annotations.Nullable;

/// From `source/{shard}`, and `sample` where a model needs it, to `tiles/{shard}`. Tiles of a shard run side by
/// side on the threads of a [TileThreads]; shards may too, if several callers run this stage on the same
/// threads.
public final class InferStage {
    private final JobObjects objects;
    private final JobEnding ending;
    private final WarmChains chains;
    private final TileAdoption adoption;
    private final BlockCodec blocks;
    private final TileThreads threads;
    private final Progress progress;

    public InferStage(JobObjects objects, Models models, BlockCodec blocks, TileThreads threads, Progress progress) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.chains = new WarmChains(objects.work(), models, blocks, threads);
        this.adoption = new TileAdoption(objects, blocks);
        this.blocks = blocks;
        this.threads = threads;
        this.progress = progress;
    }

    /// Does the shard unless it is done, or the job decided.
    ///
    /// @throws PermanentFailure when a result is there but damaged, or a tile cannot be done, naming it
    public void run(Manifest manifest, Shard shard) {
        run(manifest, shard, null);
    }

    /// @param sibling a job of the same image, from which this one takes over the tiles that are the same; null for
    ///     none
    public void run(Manifest manifest, Shard shard, @Nullable JobId sibling) {
        if (ending.isDecided(manifest.job())) {
            return;
        }
        if (TileResults.find(objects.work(), manifest, shard).isPresent()) {
            progress.shardFound(manifest, shard);
            return;
        }
        if (sibling != null && adoption.adopt(manifest, shard, sibling, chains.fingerprint(manifest))) {
            progress.shardFound(manifest, shard);
            return;
        }
        infer(manifest, shard);
    }

    private void infer(Manifest manifest, Shard shard) {
        var chain = chains.of(manifest);
        var source = SourceShard.read(objects.work(), manifest, shard, blocks);
        var sourceRect = shard.sourceRect(manifest.grid());
        try (var results = new TileResults.Writer(objects.work(), manifest, shard, blocks)) {
            var notes = new ShardNotes();
            Queue<Future<Enhanced>> running = new ArrayDeque<>();
            for (var tile : shard.tiles(manifest.grid())) {
                if (running.size() == threads.most()) {
                    take(running.remove(), results, notes);
                }
                running.add(threads.submit(
                        () -> enhance(manifest, shard, tile, source.crop(seen(tile, sourceRect)), chain, results)));
            }
            while (!running.isEmpty()) {
                take(running.remove(), results, notes);
            }
            results.seal(chain.fingerprint(), notes.warnings, notes.interpolated);
        }
    }

    /// The pixels of the image under a padded tile, as they lie in the shard: none beyond the image.
    private static Rect seen(Tile tile, Rect sourceRect) {
        return tile.padded().intersection(sourceRect).relativeTo(sourceRect);
    }

    private record Enhanced(byte[] packed, Set<String> warnings, int interpolated) {}

    /// What there is to say of a shard's tiles.
    private static final class ShardNotes {
        private final Set<String> warnings = new TreeSet<>();
        private long interpolated;

        void add(Enhanced tile) {
            warnings.addAll(tile.warnings());
            interpolated += tile.interpolated();
        }
    }

    private Enhanced enhance(
            Manifest manifest, Shard shard, Tile tile, PixelBlock seen, WarmChain chain, TileResults.Writer results) {
        long start = System.nanoTime();
        var enhancer = threads.enhancer(chain);
        try {
            var result = enhancer.enhance(seen, tile, manifest.opaque());
            progress.tileInferred(manifest.job(), shard.id(), tile, Duration.ofNanos(System.nanoTime() - start));
            return new Enhanced(results.pack(tile, result), enhancer.warnings(), enhancer.interpolated());
        } catch (PermanentFailure e) {
            throw new PermanentFailure(
                    "tile %d of job %s: %s".formatted(tile.index(), manifest.job(), e.getMessage()), e);
        }
    }

    private static void take(Future<Enhanced> running, TileResults.Writer results, ShardNotes notes) {
        var enhanced = TileThreads.join(running);
        results.append(enhanced.packed());
        notes.add(enhanced);
    }
}
