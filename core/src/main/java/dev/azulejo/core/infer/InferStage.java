package dev.azulejo.core.infer;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.job.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.plan.SourceShard;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;

/// From `source/{shard}` to `tiles/{shard}`. Tiles of a shard run side by side on the threads of a
/// [TileThreads]; shards may too, if several callers run this stage on the same threads.
public final class InferStage {
    private final JobObjects objects;
    private final JobEnding ending;
    private final Models models;
    private final BlockCodec blocks;
    private final TileThreads threads;
    private final Progress progress;

    public InferStage(JobObjects objects, Models models, BlockCodec blocks, TileThreads threads, Progress progress) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.models = models;
        this.blocks = blocks;
        this.threads = threads;
        this.progress = progress;
    }

    /// Does the shard unless it is done, or the job decided.
    ///
    /// @throws PermanentFailure when a result is there but damaged, or a tile cannot be done, naming it
    public void run(Manifest manifest, Shard shard) {
        if (ending.isDecided(manifest.job())) {
            return;
        }
        if (TileResults.find(objects.work(), manifest, shard).isPresent()) {
            progress.shardFound(manifest, shard);
            return;
        }
        var chain = manifest.steps().stream().map(models::warm).toList();
        var source = SourceShard.read(objects.work(), manifest, shard, blocks);
        var sourceRect = shard.sourceRect(manifest.grid());
        try (var results = new TileResults.Writer(objects.work(), manifest, shard, blocks)) {
            var warnings = new TreeSet<String>();
            Queue<Future<Enhanced>> running = new ArrayDeque<>();
            for (var tile : shard.tiles(manifest.grid())) {
                if (running.size() == threads.most()) {
                    take(running.remove(), results, warnings);
                }
                running.add(threads.submit(() -> enhance(
                        manifest, shard, tile, source.crop(tile.padded().relativeTo(sourceRect)), chain, results)));
            }
            while (!running.isEmpty()) {
                take(running.remove(), results, warnings);
            }
            results.seal(fingerprint(chain), warnings);
        }
    }

    private record Enhanced(byte[] packed, Set<String> warnings) {}

    private Enhanced enhance(
            Manifest manifest,
            Shard shard,
            Tile tile,
            PixelBlock padded,
            List<Upscaler> chain,
            TileResults.Writer results) {
        long start = System.nanoTime();
        var enhancer = threads.enhancer(chain);
        try {
            var result = enhancer.enhance(padded, tile, manifest.opaque());
            progress.tileInferred(manifest.job(), shard.id(), tile, Duration.ofNanos(System.nanoTime() - start));
            return new Enhanced(results.pack(tile, result), enhancer.warnings());
        } catch (PermanentFailure e) {
            throw new PermanentFailure(
                    "tile %d of job %s: %s".formatted(tile.index(), manifest.job(), e.getMessage()), e);
        }
    }

    private static void take(Future<Enhanced> running, TileResults.Writer results, Set<String> warnings) {
        try {
            var enhanced = running.get();
            results.append(enhanced.packed());
            warnings.addAll(enhanced.warnings());
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case StageFailure failure -> throw failure;
                case RuntimeException bug -> throw bug;
                case Error error -> throw error;
                case null, default -> throw new IllegalStateException("a tile ended without reason", e);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while tiles run", e);
        }
    }

    private static String fingerprint(List<Upscaler> chain) {
        return chain.stream().map(Upscaler::fingerprint).distinct().collect(Collectors.joining(" + "));
    }
}
