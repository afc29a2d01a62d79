package dev.azulejo.core.recipe;

import java.util.List;

/// A named chain of models.
///
/// @param models ids of the models, run one after another on the same tile
/// @param scale the product of their scales
public record Recipe(String name, String description, List<String> models, int scale) {
    public Recipe {
        models = List.copyOf(models);
        if (models.isEmpty()) {
            throw new IllegalArgumentException("recipe %s has no step".formatted(name));
        }
    }
}
