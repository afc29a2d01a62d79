package dev.azulejo.gateway;

import dev.azulejo.api.port.Quoting;
import dev.azulejo.core.job.JobRequest;
import dev.azulejo.core.plan.Estimate;
import dev.azulejo.core.plan.Foresight;
import dev.azulejo.core.plan.PlanOutcome;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.plan.PlanOutcome.Refused;
import dev.azulejo.core.plan.PlanStage;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.UnreadableImage;
import java.util.Optional;

/// As plan will do it, in another function and with the same limits. Thread-safe.
record CloudQuoting(PlanStage plan, ModelCards models, Foresight foresight) implements Quoting {
    @Override
    public PlanOutcome plan(JobRequest request) throws UnreadableImage {
        return plan.plan(request);
    }

    /// Which weights there are only workers know; a job whose model none of them has fails and says so.
    @Override
    public boolean hasWeights(String model) {
        return true;
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
