package dev.azulejo.core.job;

/// The message that hands a shard to a worker. It carries no pixels: the worker reads `source/{shard}`, writes
/// `tiles/{shard}` and then answers to the state machine that waits for `token`.
///
/// @param token of the waiting task; worthless once the execution has ended
public record ShardTask(int schema, String token, Shard shard) {
    public static final int SCHEMA = 1;

    public ShardTask {
        if (token.isEmpty()) {
            throw new IllegalArgumentException("the token is empty");
        }
    }
}
