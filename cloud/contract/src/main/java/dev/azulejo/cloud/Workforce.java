package dev.azulejo.cloud;

import java.time.Instant;
import java.util.List;

/// Workers that are paid for by the hour: jobs of a batch system, which finds machines for them.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when it does not answer, and
/// [dev.azulejo.core.failure.PermanentFailure] when it refuses us.
public interface Workforce {
    /// How far a worker has come.
    enum State {
        /// It is asked for and has no machine yet, or one that is starting.
        COMING,
        RUNNING,
        /// It ended by itself, as there was nothing to do.
        ENDED,
        /// It could not start, or was of no use.
        FAILED
    }

    /// @param name as it was asked for
    /// @param since when it was asked for
    record Worker(String name, State state, Instant since) {}

    /// All that are coming or running, and those of the ended ones that were asked for after `ended`.
    List<Worker> workers(Instant ended);

    /// Asks for one more.
    ///
    /// @param name no other worker has it
    /// @param idleSeconds how long it waits for more work once it has had some
    void start(String name, int idleSeconds);
}
