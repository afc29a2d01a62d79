package dev.azulejo.cloud;

/// Executions of state machines.
public interface Executions {
    /// Whether `execution`, an ARN, has begun and not ended.
    boolean isRunning(String execution);
}
