package dev.azulejo.core.job;

/// The end of a job, which exactly one decision makes. Whoever ends a job takes the decision first; whoever
/// meets a decision that is not its own does no work, but writes the outcome if the decider died before it
/// could. Thread-safe.
public final class JobEnding {
    private final JobObjects objects;

    public JobEnding(JobObjects objects) {
        this.objects = objects;
    }

    /// Whether somebody has decided how the job ends, so that no stage but deliver has anything to do.
    public boolean isDecided(JobId job) {
        var decision = objects.decision(job);
        decision.ifPresent(this::writeMissingOutcome);
        return decision.isPresent();
    }

    /// Ends the job so, unless it is decided already.
    ///
    /// @return how the job ends
    public Decision end(Outcome outcome) {
        var ours = new Decision(Decision.SCHEMA, outcome.job(), outcome.attempt(), outcome);
        var holds = objects.decide(ours);
        writeMissingOutcome(holds);
        return holds;
    }

    /// Decides to deliver, unless it is decided otherwise.
    ///
    /// @return whether the job may be delivered
    public boolean decideToDeliver(JobId job) {
        var ours = new Decision(Decision.SCHEMA, job, objects.attempt(job), null);
        var holds = objects.decide(ours);
        writeMissingOutcome(holds);
        return holds.delivers();
    }

    private void writeMissingOutcome(Decision decision) {
        var outcome = decision.outcome();
        if (outcome != null && objects.outcome(decision.job()).isEmpty()) {
            objects.put(outcome);
        }
    }
}
