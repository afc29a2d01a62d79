package dev.azulejo.cloud;

/// Tells the state machine how a task ended. It waits for each token once: a token is dead when its task was
/// answered or timed out, or its execution has ended. Thread-safe.
///
/// All methods throw [dev.azulejo.core.failure.TransientFailure] when the service does not answer.
public interface TaskReports extends AutoCloseable {

    /// Whether the state machine still waits for the answer.
    boolean isAwaited(String token);

    /// Reports success.
    ///
    /// @param output JSON
    /// @return whether this was the answer; if not, the task had ended before
    boolean succeeded(String token, String output);

    /// Reports a failure.
    ///
    /// @param error name of a class, by which the state machine decides
    /// @param cause for people
    /// @return whether this was the answer; if not, the task had ended before
    boolean failed(String token, String error, String cause);

    @Override
    void close();
}
