package dev.azulejo.core.local;

import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.Outcome;
import dev.azulejo.core.job.Outcome.Succeeded;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.local.LocalDispatcher.Kinship;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.storage.NoSuchObject;
import java.util.concurrent.atomic.AtomicReference;

/// One order to its end, on this machine: intake, then the dispatcher. The same order again gives the same job:
/// one that was killed goes on, one that has succeeded is not done again, any other is redriven.
public final class LocalPipeline {
    private final JobObjects objects;
    private final IntakeStage intake;
    private final LocalDispatcher dispatcher;
    private final RedriveJob redrive;
    private final Places places;
    private final JobLock lock;

    public LocalPipeline(
            JobObjects objects, IntakeStage intake, LocalDispatcher dispatcher, Places places, JobLock lock) {
        this.objects = objects;
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.redrive = new RedriveJob(objects);
        this.places = places;
        this.lock = lock;
    }

    /// @param news is told what happens before the end
    /// @throws NoSuchObject when there is no source
    public Outcome enhance(Order order, JobNews news) {
        return finish(intake.run(order).job(), news);
    }

    /// For several results of one image by the same models.
    public SiblingResults siblings() {
        return new SiblingResults(this, objects, intake);
    }

    /// Takes a job to its end whose request is there.
    ///
    /// @param news is told what happens before the end
    public Outcome finish(JobId job, JobNews news) {
        return finish(job, Kinship.NONE, news);
    }

    Outcome finish(JobId job, Kinship kinship, JobNews news) {
        var outcome = new AtomicReference<Outcome>();
        lock.holding(job, news::waiting, () -> outcome.set(goOn(job, kinship, news::alreadyThere)));
        return outcome.get();
    }

    /// Drops the tiles that a job has kept for others.
    void release(JobId job) {
        lock.holding(job, () -> {}, () -> dispatcher.release(job));
    }

    /// Ends a job as failed that cannot be finished, and tells of it.
    public Outcome fail(JobId job, RuntimeException why) {
        var outcome = new AtomicReference<Outcome>();
        lock.holding(job, () -> {}, () -> {
            StageTrigger.dueFor(job, objects.work()).ifPresent(due -> new StageRunner(objects).giveUp(job, due, why));
            outcome.set(dispatcher.finish(job));
        });
        return outcome.get();
    }

    private Outcome goOn(JobId job, Kinship kinship, Runnable alreadyThere) {
        var before = objects.outcome(job);
        boolean mustRepeat = before.isPresent() && !isStillTrue(before.get());
        if (mustRepeat || redrive.isHalfDone(job)) {
            redrive.run(job);
        } else if (before.isPresent()) {
            alreadyThere.run();
        }
        return dispatcher.finish(job, kinship);
    }

    /// Whether the job has succeeded and its result lies where the outcome says, as it says.
    private boolean isStillTrue(Outcome outcome) {
        return outcome instanceof Succeeded succeeded
                && succeeded.result() != null
                && succeeded.result().version().equals(version(succeeded.result()));
    }

    private String version(Outcome.Result result) {
        try {
            return places.open(result.uri().place()).version(result.uri().key());
        } catch (NoSuchObject e) {
            return "";
        }
    }
}
