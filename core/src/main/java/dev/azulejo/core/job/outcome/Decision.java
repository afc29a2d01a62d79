package dev.azulejo.core.job.outcome;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import org.jspecify.annotations.Nullable;

/// `decision.json`: how the job ends, decided exactly once.
///
/// @param outcome the whole outcome, unless the decision is to deliver, whose outcome is known only afterwards
public record Decision(
        int schema, JobId job, int attempt, @Nullable Outcome outcome) {
    public static final int SCHEMA = 1;

    public Attempt ofAttempt() {
        return new Attempt(job, attempt);
    }

    public boolean delivers() {
        return outcome == null;
    }
}
