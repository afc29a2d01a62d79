package dev.azulejo.core.job;

/// Ends a job because somebody asked for it. What is under way stops at the next look at the decision, and
/// nothing of the job ever becomes visible, unless it was decided to deliver before.
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
        var source = objects.request(job).source();
        var decision = ending.end(new Outcome.Cancelled(Outcome.SCHEMA, job, objects.attempt(job), source, why));
        return decision.outcome() instanceof Outcome.Cancelled;
    }
}
