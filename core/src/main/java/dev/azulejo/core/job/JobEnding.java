package dev.azulejo.core.job;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.outcome.Decision;
import dev.azulejo.core.job.outcome.Outcome;

/// Ends attempts, each by exactly one decision. A process takes the decision before it ends an attempt; one
/// that meets another's decision does no work, but writes the outcome if the decider died before it could.
/// Thread-safe.
public final class JobEnding {
    private final JobObjects objects;

    public JobEnding(JobObjects objects) {
        this.objects = objects;
    }

    /// Whether the attempt's end is decided, so no stage but deliver has anything to do.
    public boolean isDecided(Attempt attempt) {
        var decision = objects.decision(attempt);
        decision.ifPresent(this::writeOutcome);
        return decision.isPresent();
    }

    /// Ends the attempt with `outcome`, unless its end is decided already.
    ///
    /// @return how it ends
    public Decision end(Outcome outcome) {
        return decide(new Decision(Decision.SCHEMA, outcome.job(), outcome.attempt(), outcome));
    }

    /// Decides to deliver, unless another end is decided.
    ///
    /// @return whether the results may be shown
    public boolean decideToDeliver(Attempt attempt) {
        return decide(new Decision(Decision.SCHEMA, attempt.job(), attempt.number(), null))
                .delivers();
    }

    private Decision decide(Decision ours) {
        var holds = objects.decide(ours);
        writeOutcome(holds);
        return holds;
    }

    private void writeOutcome(Decision decision) {
        var outcome = decision.outcome();
        if (outcome != null && objects.outcome(outcome.ofAttempt()).isEmpty()) {
            objects.put(outcome);
        }
    }
}
