package dev.azulejo.cloud;

import java.time.Instant;
import java.util.List;

/// Workers that are paid for by the hour: jobs of a batch system, which finds machines for them.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when it does not answer, and
/// [dev.azulejo.core.failure.PermanentFailure] when it refuses us.
public interface Workforce {
    /// The state of a worker.
    enum State {
        /// The worker has been requested, and has no machine yet, or one that is starting.
        COMING,
        RUNNING,
        /// The worker ended by itself, as there was nothing to do.
        ENDED,
        /// The worker could not start, or was of no use.
        FAILED
    }

    /// @param name given when it was requested
    /// @param since when it was requested
    record Worker(String name, State state, Instant since) {}

    /// All workers that are coming or running, and those ended ones that were requested after `ended`.
    List<Worker> workers(Instant ended);

    /// Requests one more worker.
    ///
    /// @param name that no other worker has
    /// @param idleSeconds how long the worker waits for more work once it has had some
    void start(String name, int idleSeconds);
}
