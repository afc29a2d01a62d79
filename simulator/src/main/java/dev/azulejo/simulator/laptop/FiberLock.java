package dev.azulejo.simulator.laptop;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.local.JobLock;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.SimProcess;
import java.util.HashMap;
import java.util.Map;

/// A lock that the processes of one run share. The death of a process releases it.
final class FiberLock {
    private final Surroundings surroundings;
    private final Map<JobId, SimProcess> held = new HashMap<>();

    FiberLock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /// The lock as a process sees it.
    JobLock of(SimProcess process) {
        return new JobLock() {
            @Override
            public void holding(JobId job, Runnable waiting, Runnable work) {
                if (!isFree(job)) {
                    waiting.run();
                    surroundings.scheduler().await(() -> isFree(job));
                }
                hold(job, process, work);
            }

            @Override
            public void ifFree(JobId job, Runnable work) {
                if (isFree(job)) {
                    hold(job, process, work);
                }
            }
        };
    }

    /// A lock that does nothing, as on some network drives.
    static JobLock none() {
        return new JobLock() {
            @Override
            public void holding(JobId job, Runnable waiting, Runnable work) {
                work.run();
            }

            @Override
            public void ifFree(JobId job, Runnable work) {
                work.run();
            }
        };
    }

    private void hold(JobId job, SimProcess process, Runnable work) {
        held.put(job, process);
        try {
            work.run();
        } finally {
            held.remove(job, process);
        }
    }

    private boolean isFree(JobId job) {
        var holder = held.get(job);
        return holder == null || holder.isDead();
    }
}
