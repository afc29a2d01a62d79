package dev.azulejo.core.job.record;

import dev.azulejo.core.job.key.Attempt;

/// The message that hands a shard to a worker. It carries no pixels: the worker reads `source/{shard}`, writes
/// `tiles/{shard}` and then answers to the state machine that waits for `token`.
///
/// @param token of the waiting task; worthless once the execution has ended
/// @param attempt of the job, by its number
public record ShardTask(int schema, String token, int attempt, Shard shard) {
    public static final int SCHEMA = 2;

    public ShardTask {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token is empty");
        }
    }

    public Attempt ofAttempt() {
        return new Attempt(shard.job(), attempt);
    }
}
