package dev.azulejo.functions.pool;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.plan.RoutedCards;
import dev.azulejo.core.port.ModelCards;

/// Predicts how long a worker needs for a planned attempt, by the speeds on the cards of its models.
final class WorkWeighing {
    private final JobObjects objects;
    private final ModelCards cards;
    private final Processor on;

    /// @param on the processor of workers
    WorkWeighing(JobObjects objects, ModelCards cards, Processor on) {
        this.objects = objects;
        this.cards = cards;
        this.on = on;
    }

    /// The work of an attempt; none if no model sees its pixels, or if it is gone or damaged, which its
    /// stages will report.
    Work of(Attempt attempt) {
        try {
            return objects.planned(attempt)
                    .filter(manifest -> !manifest.steps().isEmpty())
                    .map(this::weighed)
                    .orElse(Work.NONE);
        } catch (PermanentFailure damaged) {
            return Work.NONE;
        }
    }

    private Work weighed(Manifest manifest) {
        int shards = objects.shards(manifest.job()).shards().size();
        try {
            var models = RoutedCards.of(manifest.plan().chain(), cards).steps();
            return new Work(Planner.predictedSeconds(manifest.plan(), models, on), shards);
        } catch (PermanentFailure unknownModel) {
            return Work.unknown(shards);
        }
    }
}
