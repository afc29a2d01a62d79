package dev.azulejo.core.recipe;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a recipe comes to for one source: the models that run, one after another on the same tile.
///
/// @param recipe the name it was asked under
/// @param steps pinned to their weights; none for a recipe that does not exist
/// @param scale the product of their scales
/// @param chosen why just these, in plain words, where the recipe looked at the source
public record Chain(
        String recipe,
        List<Step> steps,
        int scale,
        @Nullable String chosen) {
    public Chain {
        steps = List.copyOf(steps);
    }

    public static Chain of(String recipe, List<Step> steps, int scale) {
        return new Chain(recipe, steps, scale, null);
    }
}
