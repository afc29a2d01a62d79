package dev.azulejo.functions;

/// Executions of state machines.
interface Executions {
    /// Whether `execution`, an ARN, has begun and not ended.
    boolean isRunning(String execution);
}
