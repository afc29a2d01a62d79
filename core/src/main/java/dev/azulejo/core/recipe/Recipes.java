package dev.azulejo.core.recipe;

import static dev.azulejo.core.recipe.Cleaning.ALWAYS;
import static dev.azulejo.core.recipe.Cleaning.BLUR;
import static dev.azulejo.core.recipe.Cleaning.GRAIN;
import static dev.azulejo.core.recipe.Cleaning.NEVER;
import static dev.azulejo.core.recipe.Cleaning.NOISE;
import static dev.azulejo.core.recipe.Cleaning.WHERE_LOSSY;
import static dev.azulejo.core.recipe.Enlarger.ANIME;
import static dev.azulejo.core.recipe.Enlarger.DETAIL;
import static dev.azulejo.core.recipe.Enlarger.NONE;
import static dev.azulejo.core.recipe.Enlarger.SPAN;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// The recipes: name, purpose, what is removed first, the models that enlarge, and the scales.
public final class Recipes {
    private static final List<Recipe> ALL = List.of(
            recipe(
                    "auto",
                    "any picture: looks at it, removes noise and what JPEG left, then enlarges",
                    WHERE_LOSSY,
                    SPAN,
                    2,
                    4),
            recipe("photo-x2", "a photograph: as faithful as one model can be, in half of auto's time", NEVER, SPAN, 2),
            recipe("photo-x4", "a photograph: as faithful as one model can be, in half of auto's time", NEVER, SPAN, 4),
            recipe("restore-x2", "a photograph that was saved as a JPEG at some point", ALWAYS, SPAN, 2),
            recipe("restore-x4", "a photograph that was saved as a JPEG at some point", ALWAYS, SPAN, 4),
            recipe("anime-x2", "a drawing", NEVER, ANIME, 2),
            recipe("anime-x4", "a drawing", NEVER, ANIME, 4),
            recipe(
                    "scan",
                    "a scanned page or print: removes grain and what JPEG left, then enlarges",
                    GRAIN,
                    SPAN,
                    2,
                    4),
            recipe("dejpeg", "removes what JPEG left behind", ALWAYS, NONE, 1),
            recipe("denoise", "removes the noise of sensors and scanners", NOISE, NONE, 1),
            recipe("deblur", "a photograph that the camera shook; takes minutes without a GPU", BLUR, NONE, 1),
            recipe("detail-x4", "invents plausible detail that was not there; slow without a GPU", NEVER, DETAIL, 4),
            recipe("resize", "ordinary resizing, without AI", NEVER, NONE, 1));

    /// The recipe that is used if none is named.
    public static final Recipe DEFAULT = ALL.getFirst();

    /// The recipe whose model takes the strength of the noise to remove.
    public static final Recipe DENOISE = named("denoise").orElseThrow();

    /// The recipe that only applies other options, such as a size.
    public static final Recipe RESIZE = named("resize").orElseThrow();

    /// The name of a chain that was asked for model by model.
    public static final String STEPS = "steps";

    private Recipes() {}

    private static Recipe recipe(
            String name, String description, Cleaning cleaning, Enlarger enlarger, Integer... scales) {
        return new Recipe(name, description, cleaning, enlarger, List.of(scales));
    }

    public static List<Recipe> all() {
        return ALL;
    }

    public static String names() {
        return ALL.stream().map(Recipe::name).collect(Collectors.joining(", "));
    }

    /// The recipe that treats an image like another, and enlarges `factor` times or more.
    public static Optional<Recipe> reaching(Recipe of, double factor) {
        return ALL.stream()
                .filter(recipe -> recipe.cleaning() == of.cleaning() && recipe.enlarger() == of.enlarger())
                .filter(recipe -> !recipe.equals(RESIZE) && recipe.mostScale() >= factor)
                .min(Comparator.comparingInt(Recipe::mostScale));
    }

    /// The message that there is no recipe of that name, with those that there are.
    public static String unknown(String name) {
        return "there is no recipe '%s'; there are %s".formatted(name, names());
    }

    public static Optional<Recipe> named(String name) {
        return ALL.stream().filter(recipe -> recipe.name().equals(name)).findFirst();
    }
}
