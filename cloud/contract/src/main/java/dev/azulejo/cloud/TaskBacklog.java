package dev.azulejo.cloud;

/// Counts the work that waits for workers.
public interface TaskBacklog {
    /// The approximate number of shards that wait or are under way.
    ///
    /// @throws dev.azulejo.core.failure.TransientFailure when the queue does not answer
    int shards();
}
