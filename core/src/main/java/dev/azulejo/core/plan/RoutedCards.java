package dev.azulejo.core.plan;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Optional;

/// The cards of the models that a chain runs.
///
/// @param steps of its steps, in their order
/// @param alternatives of those that run instead of the last step where the picture is of another kind
public record RoutedCards(List<ModelCard> steps, List<ModelCard> alternatives) {
    public RoutedCards {
        steps = List.copyOf(steps);
        alternatives = List.copyOf(alternatives);
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure when a model is not there
    public static RoutedCards of(Chain chain, ModelCards models) {
        return new RoutedCards(
                chain.steps().stream().map(Step::model).map(models::card).toList(),
                chain.alternativeSteps().map(Step::model).map(models::card).toList());
    }

    /// How many pixels of the image an alternative looks further than the last step.
    int furtherPx() {
        int scaleBefore = steps.stream()
                .limit(Math.max(0, steps.size() - 1L))
                .mapToInt(ModelCard::scale)
                .reduce(1, Math::multiplyExact);
        int most = alternatives.stream().mapToInt(ModelCard::haloPx).max().orElse(0);
        int last = Optional.of(steps)
                .filter(its -> !its.isEmpty())
                .map(its -> its.getLast().haloPx())
                .orElse(0);
        return Math.ceilDiv(Math.max(0, most - last), scaleBefore);
    }
}
