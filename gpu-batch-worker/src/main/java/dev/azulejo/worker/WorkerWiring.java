package dev.azulejo.worker;

import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.storage.JobStorage;
import java.time.Clock;

/// Builds the worker: the one composition root of this process.
final class WorkerWiring implements AutoCloseable {
    private final ModelFolder models;
    private final TileThreads threads;
    private final TaskQueue queue;
    private final TaskReports reports;
    private final Flights flights;
    private final Canary canary;
    private final TaskRunner runner;
    private final AbandonableModels abandonable;
    private final WorkerTimes times;
    private final Heartbeats heartbeats;
    private final EventLog log;

    /// @param models closed with this
    WorkerWiring(
            WorkerConfig config,
            JobStorage work,
            TaskQueue queue,
            TaskReports reports,
            ModelFolder models,
            EventLog log) {
        this.models = models;
        this.queue = queue;
        this.reports = reports;
        this.log = log;
        times = WorkerTimes.of(config.idle(), config.first(), config.hidden(), config.grace());
        var clock = Clock.systemUTC();
        var codec = new JacksonCodec();
        var objects = new JobObjects(work, codec);
        abandonable = new AbandonableModels(models);
        threads = new TileThreads(1);
        var time = new ModelTime(log, clock, config.traceTiles());
        var stage =
                new InferStage(objects, abandonable, ZstdBlockCodec.forFastDevices(), threads, time, Unfinished.LOST);
        var shards = new ShardWork(objects, new InflightMarkers(work), stage, log);
        flights = new Flights(queue, times.hidden(), log);
        flights.extendEvery(times.extendEvery());
        heartbeats = new Heartbeats(work, log);
        canary = new Canary(models, log);
        runner = new TaskRunner(queue, reports, codec, flights, shards, time, log);
    }

    ModelFolder models() {
        return models;
    }

    /// The heartbeats, for a worker on a machine of your own.
    Heartbeats heartbeats() {
        return heartbeats;
    }

    Canary canary() {
        return canary;
    }

    /// The loop, made once the device of the models is known.
    Worker worker(WorkerShare share) {
        threads.resize(share.threads());
        return new Worker(queue, runner, flights, abandonable, canary, share.runners(), times, log);
    }

    @Override
    public void close() {
        heartbeats.close();
        flights.close();
        threads.close();
        queue.close();
        reports.close();
        models.close();
    }
}
