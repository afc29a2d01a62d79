package dev.azulejo.worker;

import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.run.Ports;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.storage.JobStorage;
import java.time.Clock;

/// Builds the worker: the one composition root of this process.
final class WorkerWiring implements AutoCloseable {
    /// One shard is read and written while the tiles of the other run; both share the threads.
    static final int SHARDS_AT_ONCE = 2;

    private final ModelFolder models;
    private final TileThreads threads;
    private final TaskQueue queue;
    private final TaskReports reports;
    private final Flights flights;
    private final Canary canary;
    private final Worker worker;

    WorkerWiring(WorkerConfig config, JobStorage work, TaskQueue queue, TaskReports reports, EventLog log) {
        this.queue = queue;
        this.reports = reports;
        var times = WorkerTimes.of(config.idle(), config.hidden(), config.grace());
        var clock = Clock.systemUTC();
        var codec = new JacksonCodec();
        var objects = new JobObjects(work, codec);
        models = new ModelFolder(config.models(), config.device());
        var abandonable = new AbandonableModels(models);
        threads = new TileThreads(config.threads());
        var time = new ModelTime(log, clock, config.traceTiles());
        var stage = new Ports(objects, new ZstdBlockCodec())
                .models(abandonable, threads, Unfinished.LOST)
                .progress(time)
                .stages()
                .infer();
        var shards = new ShardWork(objects, new InflightMarkers(work), stage, log);
        flights = new Flights(queue, times.hidden(), log);
        flights.extendEvery(times.extendEvery());
        canary = new Canary(models, log);
        var runner = new TaskRunner(queue, reports, codec, flights, shards, time, log);
        worker = new Worker(queue, runner, flights, abandonable, canary, SHARDS_AT_ONCE, times, log);
    }

    ModelFolder models() {
        return models;
    }

    Canary canary() {
        return canary;
    }

    Worker worker() {
        return worker;
    }

    @Override
    public void close() {
        flights.close();
        threads.close();
        queue.close();
        reports.close();
        models.close();
    }
}
