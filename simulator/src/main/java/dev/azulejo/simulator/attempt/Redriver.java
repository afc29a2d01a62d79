package dev.azulejo.simulator.attempt;

import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.simulator.port.Surroundings;
import dev.azulejo.simulator.schedule.Scheduler;
import dev.azulejo.simulator.schedule.SimProcess;
import dev.azulejo.simulator.schedule.Stop;
import dev.azulejo.storage.StorageFailure;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// An operator's command that tries a job again. It is repeated if it was killed or could not finish.
public final class Redriver {
    private static final int MOST_TRIES = 8;

    private final Surroundings surroundings;
    private final Function<SimProcess, JobObjects> objects;
    private final Function<JobId, Optional<Attempt>> newest;
    private final Consumer<String> inVain;
    private int redrives;

    /// @param objects as a process sees them
    /// @param newest the attempt that began last, as the judge knows it
    /// @param inVain is told of a redrive that began an attempt which existed before
    public Redriver(
            Surroundings surroundings,
            Function<SimProcess, JobObjects> objects,
            Function<JobId, Optional<Attempt>> newest,
            Consumer<String> inVain) {
        this.surroundings = surroundings;
        this.objects = objects;
        this.newest = newest;
        this.inVain = inVain;
    }

    /// Number of redrives that were begun.
    public int count() {
        return redrives;
    }

    /// @param isPolite whether it checks first that the job has ended
    /// @param pause before the command is repeated
    public void run(String name, boolean isPolite, JobId job, Runnable pause) {
        var me = Scheduler.current();
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            var process = SimProcess.mortal(name + "'".repeat(tries));
            me.enter(process);
            try {
                redrive(process, isPolite, job);
                return;
            } catch (IllegalStateException e) {
                surroundings.say("redrive: the job has not ended");
                return;
            } catch (StorageFailure | StageFailure e) {
                surroundings.say("redrive fails", e.getClass().getSimpleName());
                surroundings.scheduler().pass();
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
        var last = newest.apply(job);
        var begun = new RedriveJob(seen).run(job);
        surroundings.say("redriven:", begun);
        if (last.filter(before -> before.number() >= begun.number()).isPresent()) {
            inVain.accept("attempt %d of %s was there before %s began it".formatted(begun.number(), job, process));
        }
    }
}
