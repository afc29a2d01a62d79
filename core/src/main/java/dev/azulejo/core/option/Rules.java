package dev.azulejo.core.option;

import static dev.azulejo.core.option.OptionTable.DENOISE;
import static dev.azulejo.core.option.OptionTable.RECIPE;
import static dev.azulejo.core.option.OptionTable.SCALE;
import static dev.azulejo.core.option.OptionTable.STRENGTH;
import static dev.azulejo.core.option.OptionTable.WRAP;
import static dev.azulejo.core.option.SizeOptions.AT_LEAST;
import static dev.azulejo.core.option.SizeOptions.BACKGROUND;
import static dev.azulejo.core.option.SizeOptions.CANVAS;
import static dev.azulejo.core.option.SizeOptions.FIT;
import static dev.azulejo.core.option.SizeOptions.HEIGHT;
import static dev.azulejo.core.option.SizeOptions.PERCENT;
import static dev.azulejo.core.option.SizeOptions.PRINT;
import static dev.azulejo.core.option.SizeOptions.WIDTH;

import dev.azulejo.core.option.Rule.Needs;
import dev.azulejo.core.option.Rule.Rivals;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.resize.Fit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The rules about which options do not go together. The limits of a recipe's models or of a format are
/// checked with those.
public final class Rules {
    /// The options that set how large the result becomes; the other options of size add to that, or go with
    /// any.
    public static final List<Option<?>> SIZES = List.of(WIDTH, HEIGHT, PERCENT, AT_LEAST, PRINT, CANVAS);

    public static final List<Rule> ALL = List.of(
            new Rivals(SCALE, SIZES),
            new Rivals(AT_LEAST, List.of(WIDTH, HEIGHT)),
            new Rivals(PERCENT, List.of(WIDTH, HEIGHT, AT_LEAST)),
            new Rivals(PRINT, List.of(WIDTH, HEIGHT, PERCENT, AT_LEAST, CANVAS)),
            new Needs(
                    CANVAS,
                    options -> !(options.has(WIDTH) && options.has(HEIGHT)),
                    "but width and height are a box already; leave one of the three out"),
            new Needs(FIT, Rules::isBox, "which needs a box: give width and height, or print"),
            new Needs(BACKGROUND, Rules::hasRoom, "but no result has room for it; give canvas, print or fit contain"),
            new Needs(
                    DENOISE,
                    options -> !options.has(STRENGTH),
                    "a share of the noise that is estimated, but strength says how much to remove; leave one of the two out"),
            new Needs(
                    WRAP,
                    options -> !changesEdges(options),
                    "but canvas, print and a fit of contain or cover put something around the image or cut some of it off,"
                            + " so that its edges do not meet; leave them out, or wrap"),
            new Needs(
                    RECIPE,
                    options -> !options.get(RECIPE).equals(Optional.of(Recipes.RESIZE)) || saysSize(options),
                    "which needs a size; give scale, width, height, percent, at-least, canvas or print"));

    private Rules() {}

    /// Whether the image is fitted into a box or onto paper.
    public static boolean isBox(Chosen options) {
        return options.has(PRINT) || (options.has(WIDTH) && options.has(HEIGHT));
    }

    /// Whether the image may leave room in its result, for a background.
    public static boolean hasRoom(Chosen options) {
        return options.has(PRINT) || options.has(CANVAS) || options.get(FIT).equals(Optional.of(Fit.CONTAIN));
    }

    /// Whether the result may be cropped or extended beyond the image.
    private static boolean changesEdges(Chosen options) {
        return hasRoom(options) || (isBox(options) && options.get(FIT).equals(Optional.of(Fit.COVER)));
    }

    /// Whether options of these names set how large the result becomes.
    static boolean saysSize(Collection<String> names) {
        return Stream.concat(Stream.of(SCALE), SIZES.stream()).anyMatch(option -> names.contains(option.name()));
    }

    /// Whether the option of this name sets how large the result becomes, or what fills the room it leaves.
    static boolean isOfSize(String name) {
        return saysSize(List.of(name)) || name.equals(FIT.name()) || name.equals(BACKGROUND.name());
    }

    /// Whether the options set a size; a scale does only if the models do not have it.
    private static boolean saysSize(Chosen options) {
        return options.has(SCALE) || SIZES.stream().anyMatch(options::has);
    }
}
