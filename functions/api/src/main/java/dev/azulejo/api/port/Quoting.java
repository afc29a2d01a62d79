package dev.azulejo.api.port;

import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.port.UnreadableImage;
import java.util.Optional;

/// Estimates a job from its image's header. Thread-safe.
public interface Quoting {
    PlanOutcome plan(JobRequest request) throws UnreadableImage;

    /// Whether the weights of a model are on the machine that would run it.
    boolean hasWeights(String model);

    /// Estimates a plan on the machine that would run it.
    Estimate estimate(Planned planned);

    /// Says why that machine would refuse a plan.
    Optional<Refused> refusal(Planned planned);
}
