package dev.azulejo.core.job;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;
import java.util.List;
import java.util.Locale;

/// Ends an attempt because one of its stages cannot succeed. Thread-safe.
public final class FailJob {
    private final JobObjects objects;
    private final JobEnding ending;

    public FailJob(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
    }

    /// Records that a stage has failed for the last time. This does not end an attempt that was decided to
    /// deliver: its results may be visible already, or become so.
    ///
    /// @param failure the class or error that says what went wrong
    /// @param damaged keys of objects that must be made anew before trying again
    /// @return the decision that holds
    public Decision run(Attempt attempt, StageTrigger stage, String failure, String detail, List<String> damaged) {
        return ending.end(outcome(attempt, stage, failure, detail, damaged));
    }

    /// Ends an attempt that was decided to deliver. Only deliver calls it, when the results can no longer
    /// be shown.
    public void undeliverable(Attempt attempt, String failure, String detail, List<String> damaged) {
        objects.put(outcome(attempt, StageTrigger.DELIVER, failure, detail, damaged));
    }

    private Outcome.Failed outcome(
            Attempt attempt, StageTrigger stage, String failure, String detail, List<String> damaged) {
        return new Outcome.Failed(
                Outcome.SCHEMA,
                attempt.job(),
                attempt.number(),
                objects.source(attempt),
                stage.name().toLowerCase(Locale.ROOT),
                failure,
                detail,
                damaged);
    }
}
