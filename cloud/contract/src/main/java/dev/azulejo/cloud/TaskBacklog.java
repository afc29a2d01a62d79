package dev.azulejo.cloud;

/// How much work there is for workers.
public interface TaskBacklog {
    /// The number of shards that wait or are under way, about.
    ///
    /// @throws dev.azulejo.core.failure.TransientFailure when the queue does not answer
    int shards();
}
