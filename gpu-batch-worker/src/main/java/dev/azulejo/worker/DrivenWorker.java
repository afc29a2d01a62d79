package dev.azulejo.worker;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.port.BlockCodec;
import dev.azulejo.core.port.Models;
import java.io.OutputStream;
import java.time.Clock;
import java.time.Duration;

/// A worker without a loop, a clock or threads of its own: its owner decides when it takes a message, when
/// it extends what it holds, and when it stops. For one thread, except for [#extend] and [#stop].
public final class DrivenWorker implements AutoCloseable {
    private final AbandonableModels models;
    private final Flights flights;
    private final TaskRunner runner;

    /// @param hidden for how long each extension hides a message
    /// @param log to which the worker writes its events
    public DrivenWorker(
            JobObjects objects,
            JobCodec codec,
            BlockCodec blocks,
            Models models,
            TileThreads threads,
            TaskQueue queue,
            TaskReports reports,
            Duration hidden,
            OutputStream log) {
        var clock = Clock.systemUTC(); // for the log alone
        var events = new EventLog(log, clock);
        this.models = new AbandonableModels(models);
        var time = new ModelTime(events, clock, false);
        var stage = new InferStage(objects, this.models, blocks, threads, time, Unfinished.LOST);
        this.flights = new Flights(queue, hidden, events);
        var work = new ShardWork(objects, new InflightMarkers(objects.work()), stage, events);
        this.runner = new TaskRunner(queue, reports, codec, flights, work, time, events);
    }

    /// Takes one message to its end.
    ///
    /// @return whether this machine works, as far as this shard can tell
    public boolean run(TaskMessage message) {
        var flight = flights.begin(message);
        try {
            return runner.run(flight);
        } finally {
            flights.landed(flight);
        }
    }

    /// Keeps the messages that the worker holds hidden.
    public void extend() {
        flights.extendAll();
    }

    /// Stops taking tiles: the worker gives back what it holds.
    public void stop() {
        models.abandon();
    }

    @Override
    public void close() {
        flights.close();
    }
}
