package dev.azulejo.core.local;

import dev.azulejo.core.intake.IntakeStage;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.port.Places;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.storage.NoSuchObject;
import java.util.concurrent.atomic.AtomicReference;

/// Takes an order to its end on this machine: intake, then the dispatcher. The same order again gives the
/// same job: a killed one goes on, one that has succeeded is not done again, any other is redriven.
public final class LocalPipeline {
    private final JobObjects objects;
    private final IntakeStage intake;
    private final LocalDispatcher dispatcher;
    private final JobEnding ending;
    private final RedriveJob redrive;
    private final Places places;
    private final JobLock lock;
    private final Progress progress;

    public LocalPipeline(
            JobObjects objects,
            IntakeStage intake,
            LocalDispatcher dispatcher,
            Places places,
            JobLock lock,
            Progress progress) {
        this.objects = objects;
        this.intake = intake;
        this.dispatcher = dispatcher;
        this.ending = new JobEnding(objects);
        this.redrive = new RedriveJob(objects);
        this.places = places;
        this.lock = lock;
        this.progress = progress;
    }

    /// @param news receives what happens before the end
    /// @throws NoSuchObject when there is no source
    public Outcome enhance(Order order, JobNews news) {
        var job = taken(order);
        news.taken(job);
        return finish(job, news);
    }

    private JobId taken(Order order) {
        try (var _ = progress.begin(Activity.INTAKE)) {
            return intake.run(order).job();
        }
    }

    /// Takes a job that was taken in to its end.
    ///
    /// @param news receives what happens before the end
    public Outcome finish(JobId job, JobNews news) {
        var outcome = new AtomicReference<Outcome>();
        lock.holding(job, news::waiting, () -> outcome.set(goOn(job, news::alreadyThere)));
        return outcome.get();
    }

    /// Takes the newest attempt of a job to its end, without trying again however it ends.
    public Outcome finishAttempt(JobId job) {
        var outcome = new AtomicReference<Outcome>();
        lock.holding(job, () -> {}, () -> outcome.set(dispatcher.finish(newest(job))));
        return outcome.get();
    }

    /// Ends a job that cannot be finished as failed, and reports that.
    public Outcome fail(JobId job, RuntimeException why) {
        var outcome = new AtomicReference<Outcome>();
        lock.holding(job, () -> {}, () -> {
            var attempt = newest(job);
            StageTrigger.dueFor(attempt, objects.work())
                    .ifPresent(due -> new StageRunner(objects).giveUp(attempt, due, why));
            outcome.set(dispatcher.finish(attempt));
        });
        return outcome.get();
    }

    private Outcome goOn(JobId job, Runnable alreadyThere) {
        var last = newest(job);
        ending.isDecided(last); // who decided may have died before it could say the outcome
        var before = objects.outcome(last);
        if (before.isEmpty()) {
            return finished(last);
        }
        if (!isStillTrue(before.get())) {
            return dispatcher.finish(redrive.after(last)); // which another process may have begun, if none waits
        }
        alreadyThere.run();
        return dispatcher.finish(last);
    }

    /// Finishes an attempt; if its strips were cleaned up after it was decided to deliver, the job is
    /// redriven.
    private Outcome finished(Attempt last) {
        boolean delivers = objects.decision(last).filter(Decision::delivers).isPresent();
        var outcome = dispatcher.finish(last);
        boolean lacksStrips =
                outcome instanceof Failed failed && !failed.damaged().isEmpty();
        return delivers && lacksStrips ? dispatcher.finish(redrive.after(last)) : outcome;
    }

    private Attempt newest(JobId job) {
        return objects.newest(job).orElseThrow(() -> new IllegalStateException("there is no job " + job));
    }

    /// Whether the job has succeeded and all results still lie there in the versions that the outcome
    /// names.
    private boolean isStillTrue(Outcome outcome) {
        return outcome instanceof Succeeded succeeded
                && !succeeded.superseded()
                && isComplete(succeeded)
                && succeeded.results().stream()
                        .allMatch(result -> result.version().equals(version(result)));
    }

    /// Whether the outcome has every result that was asked for; one may be missing because a foreign file
    /// lay in its place.
    private boolean isComplete(Succeeded succeeded) {
        return objects.readableRequest(succeeded.job())
                .filter(request ->
                        request.outputs().size() != succeeded.results().size())
                .isEmpty();
    }

    private String version(Outcome.DeliveredResult result) {
        try {
            return places.open(result.uri().place()).version(result.uri().key());
        } catch (NoSuchObject e) {
            return "";
        }
    }
}
