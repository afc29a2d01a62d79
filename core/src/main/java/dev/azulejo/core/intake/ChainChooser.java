package dev.azulejo.core.intake;

import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import java.util.List;

/// Resolves what is wanted to the models that run. Thread-safe.
final class ChainChooser {
    private final ModelCards models;

    ChainChooser(ModelCards models) {
        this.models = models;
    }

    /// @return a chain without steps for a recipe that does not exist
    Chain choose(Enhancement wanted, SourceLook look) {
        return Recipes.named(wanted.recipe())
                .map(recipe -> Chain.of(recipe.name(), steps(recipe.models()), recipe.scale()))
                .orElse(Chain.of(wanted.recipe(), List.of(), 1));
    }

    private List<Step> steps(List<String> ids) {
        return ids.stream().map(id -> new Step(id, models.card(id).sha256())).toList();
    }
}
