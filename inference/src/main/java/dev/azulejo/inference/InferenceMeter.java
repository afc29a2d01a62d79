package dev.azulejo.inference;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what models cost the CPU, over all threads and models of a process. A run works on the thread
/// that calls it, so its thread's CPU time is the run's; where further threads help, each is taken to do as
/// much. Two reads of a clock for each run: nothing, beside a run.
public final class InferenceMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LongAdder cpuNanos = new LongAdder();
    private final LongAdder runs = new LongAdder();

    /// How many tiles went through a model, once for each step and rung.
    public long runs() {
        return runs.sum();
    }

    /// CPU time within the runtime; runs on virtual threads, whose CPU time Java does not tell, add nothing.
    public Duration cpuTime() {
        return Duration.ofNanos(cpuNanos.sum());
    }

    /// @param elsewhere whether other threads do the work: then this one waits for as long as one of them computes
    long begin(boolean elsewhere) {
        return now(elsewhere);
    }

    /// @param threads that worked on the run
    void end(long begun, int threads, boolean elsewhere) {
        cpuNanos.add(threads * (now(elsewhere) - begun));
        runs.increment();
    }

    private static long now(boolean elsewhere) {
        if (elsewhere) {
            return System.nanoTime();
        }
        return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
    }
}
