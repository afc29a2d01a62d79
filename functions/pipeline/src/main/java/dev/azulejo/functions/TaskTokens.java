package dev.azulejo.functions;

/// Answers a state machine that waits for a task.
interface TaskTokens {
    /// The task has failed. Nothing happens when nobody waits any more.
    void failed(String token, String error, String cause);
}
