package dev.azulejo.core.plan;

import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Alternative;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import java.util.Optional;

/// The cards of the models that a chain runs.
///
/// @param steps of its steps, in their order
/// @param alternatives of the steps that replace the last one where the picture is of another kind
public record RoutedCards(List<ModelCard> steps, List<List<ModelCard>> alternatives) {
    /// How far around a pixel a mixture uses answers, beyond what their models look at.
    public static final int MIXTURE_PX = 5;

    public RoutedCards {
        steps = List.copyOf(steps);
        alternatives = alternatives.stream().map(List::copyOf).toList();
    }

    /// @throws dev.azulejo.core.failure.PermanentFailure when a model is not there
    public static RoutedCards of(Chain chain, ModelCards models) {
        return new RoutedCards(
                cards(chain.steps(), models),
                Optional.ofNullable(chain.alternatives()).stream()
                        .flatMap(List::stream)
                        .map(Alternative::steps)
                        .map(step -> cards(step, models))
                        .toList());
    }

    private static List<ModelCard> cards(List<Step> steps, ModelCards models) {
        return steps.stream().map(Step::model).map(models::card).toList();
    }

    /// How many pixels of the image further an alternative looks than the last step.
    int furtherPx() {
        int most = alternatives.stream().mapToInt(RoutedCards::haloPx).max().orElse(0);
        int last = steps.isEmpty() ? 0 : steps.getLast().haloPx();
        int scaleBefore = steps.stream()
                .limit(Math.max(0, steps.size() - 1L))
                .mapToInt(ModelCard::scale)
                .reduce(1, Math::multiplyExact);
        return Math.ceilDiv(Math.max(0, most - last), scaleBefore);
    }

    private static int haloPx(List<ModelCard> together) {
        return together.size() == 1
                ? together.getFirst().haloPx()
                : together.stream()
                        .mapToInt(card -> card.receptiveField().haloPx() + MIXTURE_PX)
                        .max()
                        .orElse(0);
    }
}
