package dev.azulejo.core.recipe;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The recipes that exist.
public final class Recipes {
    private static final List<Recipe> ALL = List.of(
            new Recipe("photo-x2", "a photograph, twice as large, true to the original (SPAN)", List.of("span-x2"), 2),
            new Recipe(
                    "photo-x4",
                    "a photograph, four times as large, true to the original (SPAN)",
                    List.of("span-x4"),
                    4));

    /// What is taken when nobody names a recipe.
    public static final Recipe DEFAULT = ALL.getFirst();

    private Recipes() {}

    public static List<Recipe> all() {
        return ALL;
    }

    /// What is wrong with a recipe of that name, and what there is instead.
    public static String unknown(String name) {
        return "there is no recipe '%s'; there are %s"
                .formatted(name, ALL.stream().map(Recipe::name).collect(Collectors.joining(", ")));
    }

    public static Optional<Recipe> named(String name) {
        return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }
}
