package dev.azulejo.core.infer;

import dev.azulejo.core.recipe.Recipes;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The share of an image's pixels at which no model was believed.
///
/// @param interpolated how many of them
/// @param pixels how many there are, before enlarging
record InterpolatedShare(long interpolated, long pixels) {

    /// The least share that is reported, in percent: below it people would see nothing.
    private static final double LEAST_TO_TELL = 2;

    /// Warns of the share and names an alternative for such an image; empty if too few pixels are
    /// concerned.
    ///
    /// @param recipe that was taken
    Optional<String> warning(String recipe, int scale) {
        double percent = 100.0 * interpolated / pixels;
        if (percent < LEAST_TO_TELL) {
            return Optional.empty();
        }
        var done = scale == 1 ? "stayed as it was" : "was enlarged without it";
        return Optional.of(String.format(
                Locale.ROOT,
                "%.1f %% of the picture, such as text, thin lines or dithering, is too sharp for the model and %s; other recipes: %s",
                percent,
                done,
                others(recipe, scale)));
    }

    private static String others(String recipe, int scale) {
        return Stream.of("anime-x" + scale, "scan", Recipes.RESIZE.name())
                .filter(name -> Recipes.named(name).isPresent() && !name.equals(recipe))
                .collect(Collectors.joining(", "));
    }
}
