package dev.azulejo.worker;

import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.TaskReports;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.worker.AbandonableModels.Abandoned;
import dev.azulejo.worker.ShardAnswer.Done;
import dev.azulejo.worker.ShardAnswer.Failed;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Takes one message to its end: checks that its answer is awaited, does the shard, answers, removes the
/// message. The order allows a worker to die between any two steps: what was not removed is delivered
/// again, and finds what is done. Thread-safe.
final class TaskRunner {
    /// The delay after which a message whose answer could not be sent is delivered again.
    private static final Duration AGAIN = Duration.ofSeconds(30);

    private final TaskQueue queue;
    private final TaskReports reports;
    private final JobCodec codec;
    private final Flights flights;
    private final ShardWork work;
    private final ModelTime time;
    private final EventLog log;

    TaskRunner(
            TaskQueue queue,
            TaskReports reports,
            JobCodec codec,
            Flights flights,
            ShardWork work,
            ModelTime time,
            EventLog log) {
        this.queue = queue;
        this.reports = reports;
        this.codec = codec;
        this.flights = flights;
        this.work = work;
        this.time = time;
        this.log = log;
    }

    /// Takes a message to its end.
    ///
    /// @return whether this machine works, as far as this shard can tell
    boolean run(Flight flight) {
        ShardTask task;
        try {
            task = codec.decode(flight.message().body().getBytes(StandardCharsets.UTF_8), ShardTask.class);
        } catch (PermanentFailure e) {
            // Perhaps a newer worker can read it. If none can, the queue's redrive policy takes it away.
            flight.end();
            log.error(
                    "message-not-understood",
                    Map.of("message", flight.message().id(), "cause", String.valueOf(e.getMessage())));
            return true;
        }
        flight.is(task);
        return run(flight, task);
    }

    private boolean run(Flight flight, ShardTask task) {
        try {
            flights.extend(flight);
            if (!reports.isAwaited(task.token())) {
                drop(flight, task.shard());
                return true;
            }
            var answer = work.run(flight, task);
            answer(flight, task, answer);
            return !(answer instanceof Failed failed && failed.isTransient());
        } catch (Abandoned e) {
            giveBack(flight);
        } catch (StageFailure | StorageFailure e) { // of queue, state machine, place: not of the shard
            leave(flight, task.shard(), e);
        }
        return true;
    }

    private void drop(Flight flight, Shard shard) {
        flight.end();
        work.endLeftMarker(shard); // first: once the message is gone no worker comes back for it
        queue.delete(flight.message());
        log.info("shard-dropped", fields(shard, flight));
    }

    private void answer(Flight flight, ShardTask task, ShardAnswer answer) {
        var fields = fields(task.shard(), flight);
        fields.putAll(time.taken(task.shard()));
        boolean ours = switch (answer) {
            case Done done -> {
                fields.put("how", done.how().name().toLowerCase(Locale.ROOT));
                yield reports.succeeded(
                        task.token(), "{\"shard\":%d}".formatted(task.shard().id()));
            }
            case Failed failed -> {
                fields.put("how", "failed");
                fields.put("error", failed.error());
                yield reports.failed(task.token(), failed.error(), failed.cause());
            }
        };
        flight.end();
        queue.delete(flight.message());
        fields.put("answered", ours);
        log.info("shard-ended", fields);
    }

    /// Makes the message visible again, as if this worker had never started the shard.
    void giveBack(Flight flight) {
        if (!flight.end()) {
            return;
        }
        var task = flight.task();
        try {
            if (task != null) {
                work.withdraw(flight, task.shard());
            }
        } catch (StageFailure | StorageFailure e) {
            log.warning("marker-left", with(e, fields(task == null ? null : task.shard(), flight)));
        }
        try {
            queue.hide(flight.message(), Duration.ZERO);
            log.info("shard-released", fields(task == null ? null : task.shard(), flight));
        } catch (StageFailure e) {
            log.warning("shard-not-released", with(e, fields(task == null ? null : task.shard(), flight)));
        }
    }

    private void leave(Flight flight, Shard shard, RuntimeException reason) {
        flight.end();
        log.warning("shard-left", with(reason, fields(shard, flight)));
        try {
            queue.hide(flight.message(), AGAIN);
        } catch (StageFailure e) {
            log.warning("shard-not-released", with(e, fields(shard, flight)));
        }
    }

    private static Map<String, Object> fields(@Nullable Shard shard, Flight flight) {
        var fields = new LinkedHashMap<String, Object>();
        if (shard != null) {
            fields.put("job", shard.job().text());
            fields.put("shard", shard.id());
        }
        fields.put("message", flight.message().id());
        return fields;
    }

    private static Map<String, Object> with(RuntimeException reason, Map<String, Object> fields) {
        fields.put("error", reason.getClass().getName());
        fields.put("cause", String.valueOf(reason.getMessage()));
        return fields;
    }
}
