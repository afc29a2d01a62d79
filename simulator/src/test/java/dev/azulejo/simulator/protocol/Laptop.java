package dev.azulejo.simulator.protocol;

import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.local.FileJobLock;
import dev.azulejo.core.local.LocalDispatcher;
import dev.azulejo.core.local.LocalPipeline;
import dev.azulejo.core.local.Workshop;
import dev.azulejo.core.port.Models;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.Ports;
import dev.azulejo.core.run.Ports.RunningModels;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Stages;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.simulator.image.BlurModel;
import dev.azulejo.simulator.image.RawBlocks;
import dev.azulejo.simulator.image.RawEncoder;
import dev.azulejo.simulator.image.RawImage;
import java.time.Duration;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// One process with the whole pipeline in it. What it remembers is for tests to look at.
final class Laptop implements AutoCloseable, Progress, Notifier {
    private static final JacksonCodec CODEC = new JacksonCodec(); // slow at its first use
    final JobObjects objects;
    final IntakeStage intake;
    final Stages stages;
    final StageRunner runner;
    final LocalPipeline pipeline;
    final CancelJob cancel;
    final Set<Integer> inferredShards = ConcurrentHashMap.newKeySet();
    final Queue<String> notified = new ConcurrentLinkedQueue<>();
    final Queue<Correlation> correlations = new ConcurrentLinkedQueue<>();
    boolean offline;
    Runnable duringStitch = () -> {};
    private final TileThreads threads;

    Laptop(Disks disks) {
        this(disks, ForeignFiles.KEEP, "raw encoder");
    }

    Laptop(Disks disks, ForeignFiles foreignFiles, String encoder) {
        this(disks, foreignFiles, encoder, new BlurModel(), 1, Copying.NONE);
    }

    Laptop(Disks disks, Models models, int tileThreads) {
        this(disks, ForeignFiles.KEEP, "raw encoder", models, tileThreads, Copying.NONE);
    }

    Laptop(Disks disks, Copying copying) {
        this(disks, ForeignFiles.KEEP, "raw encoder", new BlurModel(), 1, copying);
    }

    private Laptop(
            Disks disks, ForeignFiles foreignFiles, String encoder, Models models, int tileThreads, Copying copying) {
        threads = new TileThreads(tileThreads);
        objects = new JobObjects(disks.work(), CODEC);
        cancel = new CancelJob(objects);
        intake = new IntakeStage(objects, disks, models);
        stages = ports(disks, foreignFiles, encoder, models)
                .copying(() -> copying)
                .stages();
        runner = new StageRunner(objects);
        var dispatcher = new LocalDispatcher(objects, stages, Workshop.of(2), this, LocalDispatcher.Patience.NONE);
        pipeline = new LocalPipeline(objects, intake, dispatcher, disks, new FileJobLock(disks.locks()), this);
    }

    private Ports ports(Disks disks, ForeignFiles foreignFiles, String encoder, Models models) {
        return new Ports(
                        objects,
                        new RawBlocks(),
                        () -> disks,
                        RawImage::new,
                        () -> format -> new RawEncoder(encoder),
                        new RunningModels(models, threads, Unfinished.KEPT),
                        () -> this)
                .foreignFiles(foreignFiles)
                .progress(this);
    }

    Outcome enhance(Order order) {
        return pipeline.enhance(order, () -> {});
    }

    /// Runs every stage before `stage`, and cleans nothing up.
    void runUpTo(StageTrigger stage, JobId job) {
        if (stage == StageTrigger.PLAN) {
            return;
        }
        plan(job);
        if (stage == StageTrigger.INFER) {
            return;
        }
        infer(job);
        if (stage == StageTrigger.STITCH) {
            return;
        }
        stitch(job);
        if (stage == StageTrigger.NOTIFY) {
            stages.deliver().run(newest(job));
        }
    }

    Attempt newest(JobId job) {
        return objects.newest(job).orElseThrow();
    }

    void plan(JobId job) {
        var attempt = newest(job);
        runner.unlessDecided(attempt, StageTrigger.PLAN, () -> stages.plan().run(attempt));
    }

    void infer(JobId job) {
        var attempt = newest(job);
        var manifest = objects.manifest(attempt);
        objects.shards(job).shards().forEach(shard -> infer(manifest, shard));
        runner.unlessDecided(
                attempt, StageTrigger.INFER, () -> stages.inferClose().run(attempt));
    }

    void infer(Manifest manifest, Shard shard) {
        runner.unlessDecided(
                newest(manifest.job()), StageTrigger.INFER, () -> stages.infer().run(manifest, shard));
    }

    void stitch(JobId job) {
        var attempt = newest(job);
        var manifest = objects.manifest(attempt);
        for (var result : manifest.results()) {
            for (int strip = 0; strip < result.strips().count(); strip++) {
                stitch(result, strip);
            }
        }
        runner.unlessDecided(
                attempt, StageTrigger.STITCH, () -> stages.stitchClose().run(attempt));
    }

    void stitch(Result result, int strip) {
        var attempt = newest(result.job());
        var shards = objects.shards(result.job()).shards();
        runner.unlessDecided(attempt, StageTrigger.STITCH, () -> stages.stitch().run(attempt, result, shards, strip));
    }

    @Override
    public void tileInferred(JobId job, int shard, Tile tile, Duration took) {
        inferredShards.add(shard);
    }

    @Override
    public void stripStitched(JobId job, int strip) {
        duringStitch.run();
    }

    @Override
    public void ended(String eventId, Outcome outcome, Optional<Correlation> correlation) {
        if (offline) {
            throw new TransientFailure("nobody can be told");
        }
        notified.add(eventId);
        correlation.ifPresent(correlations::add);
    }

    @Override
    public void close() {
        threads.close();
    }
}
