package dev.azulejo.integration.command;

import dev.azulejo.core.local.ProcessMemory;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The most that a process, or one of those it has started, had in memory. The system keeps that number as
/// long as a process lives (`VmHWM`); it is asked again and again, as nothing is left of it afterwards.
/// Nothing, where there is no `/proc`.
final class PeakMemory {
    private static final long BETWEEN_LOOKS_MS = 100; // each goes through all processes; the system keeps their peaks

    private final Map<Long, Long> peaks = new ConcurrentHashMap<>();
    private final Thread looking;

    private PeakMemory(Process process) {
        looking = Thread.ofPlatform().daemon().start(() -> look(process));
    }

    static PeakMemory of(Process process) {
        return new PeakMemory(process);
    }

    private void look(Process process) {
        try {
            do {
                Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .map(ProcessHandle::pid)
                        .forEach(pid -> peaks.merge(pid, ProcessMemory.peakOf(pid), Math::max));
            } while (!process.waitFor(BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Of the largest process, once all have ended.
    long bytes() {
        try {
            looking.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return peaks.values().stream().mapToLong(Long::longValue).max().orElse(0);
    }
}
