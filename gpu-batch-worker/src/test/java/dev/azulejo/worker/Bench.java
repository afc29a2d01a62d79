package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.handover.TileResults;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.worker.Worker.Ending;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/// A place, a queue and a state machine in memory, and workers between them. Tests may look at all it
/// holds.
final class Bench implements AutoCloseable {
    static final JacksonCodec CODEC = new JacksonCodec();
    static final Duration PATIENCE = Duration.ofMinutes(3);
    final MemoryStorage storage = new MemoryStorage();
    final MemoryQueue queue = new MemoryQueue();
    final MemoryReports reports = new MemoryReports();
    final DoublingModel model = new DoublingModel();
    final JobObjects objects = new JobObjects(storage, CODEC);
    final SampleJob job = SampleJob.plan(objects, model, 1);
    final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    final EventLog log = new EventLog(lines, Clock.systemUTC());
    JobStorage work = storage;
    Runnable canary = () -> {};
    WorkerTimes times = times(Duration.ofMillis(300));
    int runners = 2;
    private final TileThreads threads = new TileThreads(2);

    static WorkerTimes times(Duration idle) {
        return times(idle, PATIENCE);
    }

    static WorkerTimes times(Duration idle, Duration grace) {
        return times(idle, idle, grace);
    }

    /// @param first the same as `idle` for a worker that has had no work yet
    static WorkerTimes times(Duration idle, Duration first, Duration grace) {
        return new WorkerTimes(
                PATIENCE.multipliedBy(3), // a wait for a message that is never woken shows
                Duration.ofMillis(20),
                PATIENCE,
                PATIENCE,
                Duration.ofMillis(50),
                idle,
                first,
                grace,
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
    }

    /// A worker that is running.
    record Running(Worker worker, CompletableFuture<Ending> ending) {
        Ending ended() {
            try {
                return ending.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new AssertionError("the worker did not end", e);
            }
        }
    }

    Running start() {
        queue.startAgain();
        var models = new AbandonableModels(model);
        var time = new ModelTime(log, Clock.systemUTC(), true);
        var observed = new JobObjects(work, CODEC);
        var stage = new InferStage(observed, models, new ZstdBlockCodec(), threads, time, Unfinished.LOST);
        var shards = new ShardWork(observed, new InflightMarkers(work), stage, log);
        var flights = new Flights(queue, times.hidden(), log);
        flights.extendEvery(times.extendEvery());
        var runner = new TaskRunner(queue, reports, CODEC, flights, shards, time, log);
        var worker = new Worker(queue, runner, flights, models, () -> canary.run(), runners, times, log);
        var ending = new CompletableFuture<Ending>();
        Thread.ofPlatform().daemon().start(() -> {
            try (flights) {
                ending.complete(worker.run());
            } catch (Throwable e) {
                ending.completeExceptionally(e);
            }
        });
        return new Running(worker, ending);
    }

    /// Runs a worker until there is nothing left to do.
    Ending runUntilIdle() {
        return start().ended();
    }

    /// @return the token of the task
    String send(Shard shard) {
        var token = reports.waitingTask();
        send(token, shard);
        return token;
    }

    /// @return the message's id
    String send(String token, Shard shard) {
        return queue.send(
                new String(CODEC.encode(new ShardTask(ShardTask.SCHEMA, token, 0, shard)), StandardCharsets.UTF_8));
    }

    Shard shard(int id) {
        return job.shards().get(id);
    }

    boolean isDone(Shard shard) {
        return TileResults.find(storage, job.manifest(), shard).isPresent();
    }

    String markerKey(Shard shard) {
        return JobKeys.inflight(shard.job(), shard.id());
    }

    List<String> logged(String event) {
        return lines.toString(StandardCharsets.UTF_8)
                .lines()
                .filter(line -> line.contains("\"event\":\"%s\"".formatted(event)))
                .toList();
    }

    static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as(what).isLessThan(end);
            pause(Duration.ofMillis(2));
        }
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        threads.close();
    }
}
