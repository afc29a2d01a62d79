package dev.azulejo.core.job;

import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome;

/// Ends a job on request. Running work stops at its next look at the decision, and nothing of the job ever
/// becomes visible, unless some attempt had already decided to deliver.
public final class CancelJob {
    private final JobObjects objects;
    private final JobEnding ending;

    public CancelJob(JobObjects objects) {
        this.objects = objects;
        this.ending = new JobEnding(objects);
    }

    /// @param why in plain words, for the outcome
    /// @return whether the job ends as cancelled
    public boolean run(JobId job, String why) {
        var attempt = objects.newest(job).orElseThrow(() -> JobObjects.neverBegun(job));
        while (true) {
            var start = objects.start(attempt);
            if (start.delivers()) {
                return false;
            }
            var source = start.source() == null ? objects.request(job).source() : start.source();
            var ours = new Outcome.Cancelled(Outcome.SCHEMA, job, attempt.number(), source, why);
            boolean cancelled = ending.end(ours).outcome() instanceof Outcome.Cancelled;
            var newest = objects.newest(job).orElse(attempt);
            if (newest.equals(attempt)) {
                return cancelled;
            }
            attempt = newest; // it had ended, and was redriven meanwhile
        }
    }
}
