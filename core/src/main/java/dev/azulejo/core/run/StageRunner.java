package dev.azulejo.core.run;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.Remedy;
import dev.azulejo.core.failure.StageFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.run.Verdict.Broken;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Failed;
import dev.azulejo.core.run.Verdict.Later;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Stuck;
import dev.azulejo.core.run.Verdict.Undelivered;
import dev.azulejo.storage.StorageFailure;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// Runs stages and returns their verdicts: the one place that decides whether a job still needs work, and
/// what a failure means for it. Laptop, functions and workers call it alike. Thread-safe.
public final class StageRunner {
    private final JobObjects objects;
    private final JobEnding ending;
    private final FailJob fail;

    public StageRunner(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
        this.fail = new FailJob(objects);
    }

    /// Runs `work`, which is `stage` or a part of it, unless the attempt's end is decided.
    public Verdict run(Attempt attempt, StageTrigger stage, Runnable work) {
        return judged(
                () -> new Done(!unlessDecided(attempt, stage, work)), failure -> ended(attempt, stage, work, failure));
    }

    private static Verdict judged(Supplier<Done> work, Function<RuntimeException, Verdict> forGood) {
        try {
            return work.get();
        } catch (RuntimeException failure) {
            var remedy = Remedy.of(failure);
            return switch (remedy) {
                case AGAIN, ACT -> new Later(remedy, failure);
                case NONE -> forGood.apply(failure);
                case MEND -> new Broken(failure);
            };
        }
    }

    private Verdict ended(Attempt attempt, StageTrigger stage, Runnable work, RuntimeException why) {
        try {
            var failed = giveUp(attempt, stage, why);
            return stage == StageTrigger.DELIVER && failed instanceof Undelivered ? undelivered(attempt, work) : failed;
        } catch (StageFailure | StorageFailure notEnded) { // its request is damaged, or the place does not answer now
            notEnded.addSuppressed(why);
            var remedy = Remedy.of(notEnded);
            return remedy.isLater() ? new Later(remedy, notEnded) : new Stuck(notEnded);
        }
    }

    /// Runs deliver once more: the objects it missed may be gone because another process has shown the
    /// results. It looks at those first; if they are not there, they can no longer be shown.
    private Verdict undelivered(Attempt attempt, Runnable work) {
        return judged(
                () -> {
                    work.run();
                    return new Done(false);
                },
                still -> {
                    fail.undeliverable(attempt, name(still), String.valueOf(still.getMessage()), damaged(still));
                    return new Ended(still);
                });
    }

    /// Runs a part of work that is judged as a whole, unless the attempt's end is decided.
    ///
    /// @return whether it was done
    public boolean unlessDecided(Attempt attempt, StageTrigger stage, Runnable work) {
        if (stage.endsWithDecision() && ending.isDecided(attempt)) {
            forgetWhatCameLate(attempt, stage);
            return false;
        }
        work.run();
        return true;
    }

    /// Ends the attempt as failed: `stage` will not be tried again. Does nothing if another process has
    /// done the stage meanwhile, or if it was decided to deliver.
    public Failed giveUp(Attempt attempt, StageTrigger stage, RuntimeException why) {
        return giveUp(attempt, stage, why, name(why), String.valueOf(why.getMessage()));
    }

    /// Ends the attempt as failed because of a failure that another process reports.
    ///
    /// @param name of the failure, as the outcome says it
    public Failed giveUp(Attempt attempt, StageTrigger stage, RuntimeException why, String name, String detail) {
        var due = StageTrigger.dueFor(attempt, objects.work());
        if (stage == StageTrigger.NOTIFY || due.isEmpty()) {
            return new Stuck(why);
        }
        if (due.get() != stage) {
            forgetWhatCameLate(attempt, stage);
            return new Overtaken(why);
        }
        var holds = fail.run(attempt, stage, name, detail, damaged(why));
        return holds.delivers() ? new Undelivered(why) : new Ended(why);
    }

    /// Drops metadata that an earlier try may have written after the job had ended, before it died.
    private void forgetWhatCameLate(Attempt attempt, StageTrigger stage) {
        if (stage == StageTrigger.PLAN) {
            objects.forgetLateMetadata(attempt);
        }
    }

    /// The name of a failure in outcomes: failures of places by their meaning for the pipeline, bugs by
    /// their own class.
    private static String name(RuntimeException why) {
        if (why instanceof StageFailure) {
            return why.getClass().getSimpleName();
        }
        return switch (Remedy.of(why)) {
            case AGAIN, ACT -> TransientFailure.class.getSimpleName();
            case NONE -> PermanentFailure.class.getSimpleName();
            case MEND -> why.getClass().getSimpleName();
        };
    }

    private static List<String> damaged(RuntimeException why) {
        return why instanceof PermanentFailure permanent
                ? permanent.damagedKey().stream().toList()
                : List.of();
    }
}
