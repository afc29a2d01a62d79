package dev.azulejo.core.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recipe comes to for one source: the models that run, one after another on the same tile.
///
/// @param recipe the name it was asked under
/// @param steps pinned to their weights; none for a recipe that does not exist, and where no model runs
/// @param scale the product of their scales; above 1 without steps for what is interpolated
/// @param chosen why just these, in plain words, where the recipe looked at the source
public record Chain(
        String recipe,
        List<Step> steps,
        int scale,
        @Nullable String chosen) {
    public Chain {
        steps = List.copyOf(steps);
    }

    /// The same size without a model.
    ///
    /// @param why in plain words
    public Chain interpolated(String why) {
        return new Chain(recipe, List.of(), scale, why);
    }

    /// Whether the recipe chooses by the pixels, too: plan may find that no model should run.
    public boolean mayInterpolate() {
        return recipe.equals(Recipes.DEFAULT.name()) && !steps.isEmpty() && scale > 1;
    }

    public boolean interpolates() {
        return steps.isEmpty() && scale > 1;
    }

    public static Chain of(String recipe, List<Step> steps, int scale) {
        return new Chain(recipe, steps, scale, null);
    }
}
