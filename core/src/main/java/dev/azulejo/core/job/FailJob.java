package dev.azulejo.core.job;

import java.util.List;
import java.util.Locale;

/// Ends a job because a stage cannot succeed. Thread-safe.
public final class FailJob {
    private final JobObjects objects;
    private final JobEnding ending;

    public FailJob(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
    }

    /// The stage has failed for the last time. Only deliver goes on after a decision to deliver, so only its
    /// failure ends such a job.
    ///
    /// @param failure the class or error that says what went wrong
    /// @param damaged keys of objects that must be made anew before trying again
    public void run(JobId job, StageTrigger stage, String failure, String detail, List<String> damaged) {
        var outcome = new Outcome.Failed(
                Outcome.SCHEMA,
                job,
                objects.attempt(job),
                objects.request(job).source(),
                stage.name().toLowerCase(Locale.ROOT),
                failure,
                detail,
                damaged);
        if (ending.end(outcome).delivers()
                && stage == StageTrigger.DELIVER
                && objects.outcome(job).isEmpty()) {
            objects.put(outcome);
        }
    }
}
