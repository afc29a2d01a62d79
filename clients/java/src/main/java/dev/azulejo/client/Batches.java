package dev.azulejo.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Starts and shows batches of jobs; see [Azulejo#batches]. Thread-safe.
public final class Batches {
    private static final String BATCHES = "/v1/batches";

    private final Server server;

    Batches(Server server) {
        this.server = server;
    }

    /// Starts up to 1,000 jobs: all of them, or none if any is invalid, which the problem names by its
    /// number.
    ///
    /// @param options for all jobs; an order's own come first
    public Batch submit(List<Order> jobs, Map<String, ?> options) {
        return submit(jobs, options, UUID.randomUUID().toString());
    }

    /// Starts jobs, or finds those that the same request has started.
    ///
    /// @param idempotencyKey the request's name, remembered for a day
    public Batch submit(List<Order> jobs, Map<String, ?> options, String idempotencyKey) {
        return server.call("POST", BATCHES)
                .header("Idempotency-Key", idempotencyKey)
                .json(new Batch.Request(options, null, null, null, jobs))
                .repeatable()
                .send(Batch.class);
    }

    /// Asks for the state of a batch.
    public Batch get(String id) {
        return server.call("GET", path(id)).repeatable().send(Batch.class);
    }

    /// Waits until all jobs of a batch have ended, however they end; asks again and again.
    ///
    /// @param pause between two questions
    public Batch await(String id, Duration pause) {
        var batch = get(id);
        while (!batch.ended()) {
            Tries.sleep(pause);
            batch = get(id);
        }
        return batch;
    }

    /// The batches, the newest first; pages are requested as they are read.
    public Iterable<Batch.Brief> all() {
        return () -> new Pages<>(server, BATCHES + "?limit=100", Pages.Batches.class);
    }

    /// Cancels the jobs of a batch that have not ended.
    public Batch cancel(String id) {
        return server.call("POST", path(id) + "/cancel").repeatable().send(Batch.class);
    }

    private static String path(String id) {
        return Server.path(BATCHES, id);
    }
}
