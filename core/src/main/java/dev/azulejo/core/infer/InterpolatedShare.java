package dev.azulejo.core.infer;

import dev.azulejo.core.recipe.Recipes;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Of how many pixels of an image no model was believed.
///
/// @param interpolated how many of them
/// @param pixels how many there are, before enlarging
record InterpolatedShare(long interpolated, long pixels) {

    /// Says how many, and what else there is for such an image; nothing where all was believed.
    ///
    /// @param recipe that was taken
    Optional<String> warning(String recipe, int scale) {
        if (interpolated == 0) {
            return Optional.empty();
        }
        double percent = 100.0 * interpolated / pixels;
        var share = percent < 0.1 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", percent);
        var done = scale == 1 ? "left as they were" : "interpolated instead";
        return Optional.of(
                "%s of the pixels were %s: too sharp for the model, such as text, thin lines or dithering; other recipes: %s"
                        .formatted(share, done, others(recipe, scale)));
    }

    private static String others(String recipe, int scale) {
        return Stream.of("anime-x" + scale, "scan", Recipes.RESIZE.name())
                .filter(name -> Recipes.named(name).isPresent() && !name.equals(recipe))
                .collect(Collectors.joining(", "));
    }
}
