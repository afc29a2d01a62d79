package dev.azulejo.cloud;

/// Looks at executions of state machines.
public interface Executions {
    /// Whether `execution`, an ARN, has begun and not ended.
    boolean isRunning(String execution);
}
