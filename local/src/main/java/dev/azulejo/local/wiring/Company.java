package dev.azulejo.local.wiring;

import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.local.Workshop;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Small jobs that run at once on this machine, because one alone would leave cores idle. Each has an equal
/// part of the memory; threads and models are shared. A job that proves to need more than its part waits
/// until the others have ended, and then has the machine to itself. Thread-safe.
public final class Company {
    /// The most jobs at once: as many as chains of models are kept ready for.
    static final int MOST = 8;

    private final int jobs;
    private final long bytesEach;
    private final ToLongFunction<Manifest> need;
    private final Workshop shared;
    private final Workshop alone;
    private final Semaphore parts;

    /// @param jobs at once, see [#size]
    /// @param room bytes for all of them
    /// @param need bytes that a job takes beside others
    /// @param shared what a job has of the machine beside others
    /// @param alone what it has to itself
    Company(int jobs, long room, ToLongFunction<Manifest> need, Workshop shared, Workshop alone) {
        this.jobs = jobs;
        this.bytesEach = room / jobs;
        this.need = need;
        this.shared = shared;
        this.alone = alone;
        this.parts = new Semaphore(jobs, true);
    }

    /// How many jobs may run at once so that all threads are busy and memory is enough.
    ///
    /// @param room bytes for all of them
    /// @param needs bytes that each of the next jobs takes beside others
    static int size(int threads, long room, List<Long> needs) {
        long largest = needs.stream().mapToLong(Long::longValue).max().orElse(0);
        int most = Math.max(1, Math.min(Math.min(MOST, threads), needs.size()));
        return Math.clamp(room / Math.max(1, largest), 1, most);
    }

    /// How many jobs run at once.
    public int jobs() {
        return jobs;
    }

    /// Whether a job of this need fits into a part.
    public boolean fits(long bytes) {
        return bytes <= bytesEach;
    }

    /// Runs a job to its end; waits while as many run as may.
    ///
    /// @param job is told what it has of the machine
    <T> T run(Function<Workshop, T> job) {
        parts.acquireUninterruptibly();
        var part = new Part();
        try {
            return job.apply(part);
        } finally {
            parts.release(part.held);
        }
    }

    /// What one job has of the machine.
    private final class Part implements Workshop {
        private int held = 1;

        @Override
        public void readyForTiles(Manifest manifest) {
            if (held < jobs && !fits(need.applyAsLong(manifest))) {
                parts.release(); // its pixels are on the disk now: two that waited with their parts would wait for ever
                parts.acquireUninterruptibly(jobs);
                held = jobs;
            }
            given().readyForTiles(manifest);
        }

        @Override
        public int readyForStrips(Manifest manifest) {
            return given().readyForStrips(manifest);
        }

        private Workshop given() {
            return held == jobs ? alone : shared;
        }
    }
}
