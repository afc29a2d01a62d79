package dev.azulejo.cli.machine;

import dev.azulejo.core.plan.MemoryNeed;

/// What of a machine may be used.
///
/// @param threads that work at once
/// @param memoryBytes of the process
/// @param isStrict whether somebody asked for just that: then a job that needs more is refused
public record Machine(int threads, long memoryBytes, boolean isStrict) {
    /// With the standard memory.
    public static Machine of(int threads) {
        return new Machine(threads, MemoryNeed.STANDARD_BUDGET, false);
    }
}
