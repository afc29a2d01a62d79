package dev.azulejo.core.recipe;

import java.util.List;

/// A chain of models that a user has named on their own machine.
///
/// @param name unlike that of any recipe of Azulejo's
/// @param models their ids, one or more
public record OwnRecipe(String name, String description, List<String> models) {
    public OwnRecipe {
        models = List.copyOf(models);
        if (!name.matches("[a-z0-9][a-z0-9.-]*") || Recipes.named(name).isPresent() || name.equals(Recipes.STEPS)) {
            throw new IllegalArgumentException(
                    "a recipe cannot be called '%s': take small letters, digits, dots and dashes, and no name of another recipe (%s)"
                            .formatted(name, Recipes.names()));
        }
        if (models.isEmpty()) {
            throw new IllegalArgumentException("recipe '%s' has no models".formatted(name));
        }
    }
}
