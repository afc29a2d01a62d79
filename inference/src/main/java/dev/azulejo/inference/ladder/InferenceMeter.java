package dev.azulejo.inference.ladder;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Adds up the CPU time of models, over all threads and models of a process. A run normally works on the
/// thread that calls it, so that thread's CPU time is the run's; if further threads help, each is assumed
/// to do as much. It reads a clock twice for each run, which costs nothing measurable.
public final class InferenceMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongAdder cpuNanos = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private int underWay;
    private long processBefore;

    /// How many tiles went through a model, counted once for each step and rung.
    public long runs() {
        return runs.sum();
    }

    /// CPU time within the runtime. Runs on virtual threads add nothing, as Java does not report their CPU
    /// time.
    public Duration cpuTime() {
        return Duration.ofNanos(cpuNanos.sum());
    }

    /// @param elsewhere whether other threads do the work; then all CPU time of the process during such
    ///     runs counts as theirs
    long begin(boolean elsewhere) {
        if (!elsewhere) {
            return now();
        }
        synchronized (this) {
            if (underWay == 0) {
                processBefore = PROCESS.getProcessCpuTime();
            }
            underWay++;
        }
        return 0;
    }

    /// @param threads that worked on the run
    void end(long begun, int threads, boolean elsewhere) {
        runs.increment();
        if (elsewhere) {
            endElsewhere();
        } else {
            cpuNanos.add(threads * (now() - begun));
        }
    }

    /// Ends the metering of a run that has failed.
    void failed(boolean elsewhere) {
        if (elsewhere) {
            endElsewhere();
        }
    }

    private synchronized void endElsewhere() {
        underWay--;
        if (underWay == 0) {
            cpuNanos.add(PROCESS.getProcessCpuTime() - processBefore);
        }
    }

    private static long now() {
        return Thread.currentThread().isVirtual() ? 0 : THREADS.getCurrentThreadCpuTime();
    }
}
