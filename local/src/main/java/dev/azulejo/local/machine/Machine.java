package dev.azulejo.local.machine;

import dev.azulejo.core.plan.MemoryNeed;

/// The share of a machine that may be used.
///
/// @param threads that work at once
/// @param memoryBytes of the process
/// @param isStrict whether the user has set the memory: a job that needs more is then refused
public record Machine(int threads, long memoryBytes, boolean isStrict) {
    private static final long SERVED_BYTES_PER_CORE = 300_000_000;
    private static final long LEAST_SERVED_BYTES = 600_000_000;

    /// A machine with the standard memory.
    public static Machine of(int threads) {
        return new Machine(threads, MemoryNeed.STANDARD_BUDGET, false);
    }

    /// A machine for a server, whose clients take memory beside its job: on two cores both work on one
    /// tile, which is as fast as a tile for each and takes 130 MB less.
    public static Machine ofServer(int threads) {
        long bytes = Math.clamp(threads * SERVED_BYTES_PER_CORE, LEAST_SERVED_BYTES, MemoryNeed.STANDARD_BUDGET);
        return new Machine(threads, bytes, false);
    }
}
