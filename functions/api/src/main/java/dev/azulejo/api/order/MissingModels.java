package dev.azulejo.api.order;

import dev.azulejo.api.port.Quoting;
import dev.azulejo.api.problem.Problem.Kind;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.core.plan.PlanOutcome.Planned;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.storage.NoSuchObject;
import jakarta.inject.Singleton;
import java.util.stream.Stream;

/// Refuses jobs that need a model whose weights are missing. Thread-safe.
@Singleton
public class MissingModels {
    private final Quoting quoting;

    public MissingModels(Quoting quoting) {
        this.quoting = quoting;
    }

    /// Checks the models of a request; the image's header is only read if the models depend on its size,
    /// and some are missing.
    ///
    /// @throws dev.azulejo.api.problem.ProblemException when a model is missing
    public void check(JobRequest request) {
        boolean allAreHere = Stream.concat(Stream.of(request.chain()), request.otherChains().stream())
                .allMatch(chain -> chain.steps().stream().map(Step::model).allMatch(quoting::hasWeights));
        if (allAreHere) {
            return;
        }
        try {
            if (quoting.plan(request) instanceof Planned planned) {
                check(planned.plan().chain());
            }
        } catch (UnreadableImage | NoSuchObject e) {
            // It is rejected for that reason, and comes to no model.
        }
    }

    public void check(Chain chain) {
        chain.steps().stream()
                .map(Step::model)
                .filter(model -> !quoting.hasWeights(model))
                .findFirst()
                .ifPresent(model -> {
                    throw Kind.MODEL_MISSING.exception(
                            "%s needs the model %s, whose weights are not on this server; take another recipe, or ask the operator to run: azulejo models pull %s"
                                    .formatted(chain.recipe(), model, model));
                });
    }
}
