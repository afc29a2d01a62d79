package dev.azulejo.cloud;

/// Tells the state machine how a task ended. It waits for each token once: a token is dead when its task was
/// answered or timed out, or its execution has ended. Thread-safe.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when nobody answers.
public interface TaskReports extends AutoCloseable {

    /// Whether somebody still waits for the answer.
    boolean isAwaited(String token);

    /// @param output JSON
    /// @return whether this was the answer; if not, the task had ended before
    boolean succeeded(String token, String output);

    /// @param error by which the state machine decides: the name of a class
    /// @param cause for people
    /// @return whether this was the answer; if not, the task had ended before
    boolean failed(String token, String error, String cause);

    @Override
    void close();
}
