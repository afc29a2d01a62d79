package dev.azulejo.gateway;

import dev.azulejo.api.port.Quoting;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.UnreadableImage;
import java.util.List;
import java.util.Optional;

/// Estimates jobs as plan will do it, in another function and with the same limits. Thread-safe.
///
/// @param pulled models fetched on demand that the workers' image has
record CloudQuoting(PlanStage plan, ModelCards models, List<String> pulled, Foresight foresight) implements Quoting {
    CloudQuoting {
        pulled = List.copyOf(pulled);
    }

    @Override
    public PlanOutcome plan(JobRequest request) throws UnreadableImage {
        return plan.plan(request);
    }

    /// Whether the workers' image has a model: all but those fetched on demand, of which the deployment
    /// names those it has.
    @Override
    public boolean hasWeights(String model) {
        return !models.isPulled(model) || pulled.contains(model);
    }

    @Override
    public Estimate estimate(Planned planned) {
        var cards = planned.plan().steps().stream()
                .map(step -> models.card(step.model()))
                .toList();
        return Estimate.of(planned.plan(), planned.shards().size(), cards, 1).withDecoder(planned.decodeBytes());
    }

    @Override
    public Optional<Refused> refusal(Planned planned) {
        return foresight.refusal(planned);
    }
}
