package dev.azulejo.core.intake;

import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Resolves what is wanted to the models that run. Thread-safe.
final class ChainChooser {
    private final ModelCards models;

    ChainChooser(ModelCards models) {
        this.models = models;
    }

    /// @return a chain without steps for a recipe that does not exist
    /// @throws dev.azulejo.core.failure.PermanentFailure when a model is not there
    Chain choose(Enhancement wanted, SourceLook look) {
        if (!wanted.models().isEmpty()) {
            return chain(Recipes.STEPS, wanted.models(), wanted, null);
        }
        return Recipes.named(wanted.recipe())
                .map(recipe -> chosenBy(recipe, wanted, look))
                .orElse(nothing(wanted));
    }

    /// For what must be refused: there is nothing to run.
    static Chain nothing(Enhancement wanted) {
        return Chain.of(wanted.recipe(), List.of(), 1);
    }

    private Chain chosenBy(Recipe recipe, Enhancement wanted, SourceLook look) {
        var choice = recipe.choose(wanted.scale().orElse(recipe.defaultScale()), look.compression());
        return chain(recipe.name(), choice.models(), wanted, choice.chosen());
    }

    private Chain chain(String name, List<String> ids, Enhancement wanted, @Nullable String chosen) {
        var cards = ids.stream().map(models::card).toList();
        var steps = cards.stream().map(card -> step(card, wanted)).toList();
        return new Chain(name, steps, scale(cards), chosen);
    }

    private static Step step(ModelCard card, Enhancement wanted) {
        return new Step(
                card.id(),
                card.sha256(),
                takesStrength(card) ? wanted.strength().orElse(null) : null);
    }

    static boolean takesStrength(ModelCard card) {
        return card.conditions().contains(Condition.NOISE);
    }

    static int scale(List<ModelCard> cards) {
        return cards.stream().mapToInt(ModelCard::scale).reduce(1, Math::multiplyExact);
    }
}
