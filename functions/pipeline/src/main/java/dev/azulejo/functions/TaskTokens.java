package dev.azulejo.functions;

/// Answers a state machine that waits for a task.
interface TaskTokens {
    /// Reports that the task has failed. Nothing happens if its state machine no longer waits.
    void failed(String token, String error, String cause);
}
