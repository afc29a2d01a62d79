package dev.azulejo.simulator.attempt;

import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.storage.StorageFailure;
import java.util.function.Function;

/// An operator's command that tries a job again; given once more when it was killed or could not finish.
public final class Redriver {
    private static final int MOST_TRIES = 8;

    private final Surroundings its;
    private final Function<SimProcess, JobObjects> objects;
    private int redrives;

    /// @param objects as a process sees them
    public Redriver(Surroundings its, Function<SimProcess, JobObjects> objects) {
        this.its = its;
        this.objects = objects;
    }

    /// How many were begun.
    public int count() {
        return redrives;
    }

    /// @param isPolite whether it looks first whether the job has ended
    /// @param pause before it is given again
    public void run(String name, boolean isPolite, JobId job, Runnable pause) {
        var me = Scheduler.current();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var process = SimProcess.mortal(name + "'".repeat(tries));
            me.enter(process);
            try {
                redrive(process, isPolite, job);
                return;
            } catch (IllegalStateException e) {
                its.say("redrive: the job has not ended");
                return;
            } catch (StorageFailure | StageFailure e) {
                its.say("redrive fails", e.getClass().getSimpleName());
                its.scheduler().pass();
            } catch (Stop.Killed e) {
                pause.run();
            }
        }
    }

    private void redrive(SimProcess process, boolean isPolite, JobId job) {
        var seen = objects.apply(process);
        if (isPolite && seen.newest(job).flatMap(seen::outcome).isEmpty()) {
            return; // it has not ended, or was redriven meanwhile
        }
        redrives++;
        its.say("redriven:", new RedriveJob(seen).run(job));
    }
}
