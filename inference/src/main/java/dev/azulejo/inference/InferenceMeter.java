package dev.azulejo.inference;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/// Adds up what models cost the CPU, over all threads and models of a process. A run works on the thread
/// that calls it as a rule, so its thread's CPU time is the run's; where further threads help, each is taken to do as
/// much. Two reads of a clock for each run: nothing, beside a run.
public final class InferenceMeter {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    private final LongAdder cpuNanos = new LongAdder();
    private final LongAdder runs = new LongAdder();
    private int underWay;
    private long processBefore;

    /// How many tiles went through a model, once for each step and rung.
    public long runs() {
        return runs.sum();
    }

    /// CPU time within the runtime; runs on virtual threads, whose CPU time Java does not tell, add nothing.
    public Duration cpuTime() {
        return Duration.ofNanos(cpuNanos.sum());
    }

    /// @param elsewhere whether other threads do the work: then what the process takes while such runs are under way is
    /// theirs
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

    /// A run that has failed.
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
