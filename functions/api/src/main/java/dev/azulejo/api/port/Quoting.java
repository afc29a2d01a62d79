package dev.azulejo.api.port;

import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.UnreadableImage;
import java.util.Optional;

/// Tells from an image's header what a job would come to. Thread-safe.
public interface Quoting {
    PlanOutcome plan(JobRequest request) throws UnreadableImage;

    /// Whether the weights of a model are where it would run.
    boolean hasWeights(String model);

    /// What it would take where it would run.
    Estimate estimate(Planned planned);

    /// Why it would be refused there all the same.
    Optional<Refused> refusal(Planned planned);
}
