package dev.azulejo.core.intake;

import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.job.TiffCompression;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.port.OptionValue.Kind;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.storage.Printable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Which options there are, and which values each of them may have. Pure.
final class OptionRules {
    static final String AT_LEAST = "at-least";
    static final String BACKGROUND = "background";
    static final String CANVAS = "canvas";
    static final String COLOUR = "colour";
    static final String COMPRESSION = "compression";
    static final String DPI = "dpi";
    static final String FIT = "fit";
    static final String FORMAT = "format";
    static final String HEIGHT = "height";
    static final String MAX_BYTES = "max-bytes";
    static final String METADATA = "metadata";
    static final String PAGE = "page";
    static final String PERCENT = "percent";
    static final String PRINT = "print";
    static final String QUALITY = "quality";
    static final String RECIPE = "recipe";
    static final String SCALE = "scale";
    static final String STEPS = "steps";
    static final String STRENGTH = "strength";
    static final String WIDTH = "width";

    /// What says how large the result becomes.
    static final List<String> SIZES = List.of(WIDTH, HEIGHT, PERCENT, AT_LEAST, PRINT, CANVAS);

    static final List<String> NAMES = List.of(
            AT_LEAST,
            BACKGROUND,
            CANVAS,
            COLOUR,
            COMPRESSION,
            DPI,
            FIT,
            FORMAT,
            HEIGHT,
            MAX_BYTES,
            METADATA,
            PAGE,
            PERCENT,
            PRINT,
            QUALITY,
            RECIPE,
            SCALE,
            STEPS,
            STRENGTH,
            WIDTH);

    static final String TILE = "tile";
    static final String SHARD_TILES = "shard-tiles";
    static final String STRIP_ROWS = "strip-rows";

    /// How the work is cut, with the largest value of each; 0 leaves it to the plan. No customer needs one, so
    /// that no message lists them. They change speed and memory, never a pixel of the result.
    static final Map<String, Integer> CUTS = Map.of(TILE, 8_192, SHARD_TILES, Integer.MAX_VALUE, STRIP_ROWS, 65_535);

    /// The colours that stay as they are.
    static final String KEEP = "keep";

    static final int MOST_STEPS = 8;

    private static final List<String> COLOURS = List.of(KEEP, OutputColour.SRGB, OutputColour.P3, OutputColour.GREY);
    private static final int MOST_PAGES = 1_000_000;
    private static final double MOST_STRENGTH = 50;
    private static final int SHOWN_OF_A_VALUE = 60;

    private OptionRules() {}

    /// What is wrong with the value of an option that exists; nothing when it is right.
    static Optional<String> refusal(String name, OptionValue value) {
        return switch (name) {
            case COLOUR -> wordRefusal(value, COLOURS, COLOURS::contains, "does not exist");
            case FORMAT -> wordRefusal(value, formats(), OptionRules::isWritten, "is not written");
            case METADATA ->
                wordRefusal(
                        value, policies(), word -> MetadataPolicy.parse(word).isPresent(), "does not exist");
            case RECIPE ->
                wordRefusal(value, recipes(), word -> Recipes.named(word).isPresent(), "does not exist");
            case AT_LEAST, CANVAS, HEIGHT, PERCENT, PRINT, WIDTH, BACKGROUND, DPI, FIT, MAX_BYTES ->
                SizeRules.refusal(name, value);
            case COMPRESSION ->
                wordRefusal(
                        value,
                        compressions(),
                        word -> TiffCompression.parse(word).isPresent(),
                        "does not exist");
            case PAGE -> numberRefusal(value, 1, MOST_PAGES);
            case QUALITY -> numberRefusal(value, 1, 100);
            case SCALE -> SizeRules.decimalRefusal(value, Factor.MOST);
            case STEPS -> stepsRefusal(value);
            case STRENGTH -> strengthRefusal(value);
            default -> numberRefusal(value, 0, CUTS.getOrDefault(name, 0));
        };
    }

    private static List<String> formats() {
        return ImageFormat.written().stream().map(ImageFormat::text).sorted().toList();
    }

    private static boolean isWritten(String word) {
        return ImageFormat.parse(word).filter(ImageFormat::isWritten).isPresent();
    }

    private static List<String> compressions() {
        return Arrays.stream(TiffCompression.values())
                .map(TiffCompression::text)
                .toList();
    }

    private static List<String> policies() {
        return Arrays.stream(MetadataPolicy.values()).map(MetadataPolicy::text).toList();
    }

    private static List<String> recipes() {
        return Recipes.all().stream().map(Recipe::name).toList();
    }

    static Optional<String> wordRefusal(OptionValue value, List<String> words, Predicate<String> exists, String why) {
        if (!isText(value)) {
            return Optional.of("is not a text in quotes; there are " + String.join(", ", words));
        }
        var word = value.text().strip();
        return exists.test(word)
                ? Optional.empty()
                : Optional.of("is '%s', which %s%s; there are %s"
                        .formatted(shown(word), why, Suggestion.of(word, words), String.join(", ", words)));
    }

    static Optional<String> numberRefusal(OptionValue value, int least, int most) {
        var range = "a whole number from %d to %d".formatted(least, most);
        boolean isNumber = value.kind() == Kind.WHOLE_NUMBER || value.kind() == Kind.METADATA;
        if (!isNumber || !value.text().strip().matches("[0-9]{1,9}")) {
            return Optional.of("is %s, not %s".formatted(quoted(value), range));
        }
        int number = Integer.parseInt(value.text().strip());
        return number >= least && number <= most
                ? Optional.empty()
                : Optional.of("is %d, not %s".formatted(number, range));
    }

    private static Optional<String> strengthRefusal(OptionValue value) {
        boolean isNumber = value.kind() != Kind.TEXT && value.text().strip().matches("[0-9]{1,3}(\\.[0-9]{1,6})?");
        double number = isNumber ? Double.parseDouble(value.text().strip()) : 0;
        return number > 0 && number <= MOST_STRENGTH
                ? Optional.empty()
                : Optional.of("is %s, not a number above 0 and up to %.0f".formatted(quoted(value), MOST_STRENGTH));
    }

    private static Optional<String> stepsRefusal(OptionValue value) {
        var models = steps(value);
        if (models.isEmpty() || models.stream().anyMatch(model -> !model.matches("[a-z0-9][a-z0-9.-]*"))) {
            return Optional.of(
                    "is %s, not names of models such as \"cunet-denoise1, span-x2\"".formatted(quoted(value)));
        }
        return models.size() <= MOST_STEPS
                ? Optional.empty()
                : Optional.of("has %d models; at most %d run one after another".formatted(models.size(), MOST_STEPS));
    }

    /// The names in a text such as `a, b`, or in a list such as `["a","b"]`.
    static List<String> steps(OptionValue value) {
        var text = value.text().strip();
        boolean isList = value.kind() == Kind.OTHER && text.matches("\\[\"[^\"\\\\]*\"(,\"[^\"\\\\]*\")*]");
        if (!isList && !isText(value)) {
            return List.of();
        }
        var names = new ArrayList<String>();
        for (var name : (isList ? text.replaceAll("[\\[\\]\"]", "") : text).split(",", -1)) {
            names.add(name.strip());
        }
        return List.copyOf(names);
    }

    static boolean isText(OptionValue value) {
        return value.kind() == Kind.TEXT || value.kind() == Kind.METADATA;
    }

    static String quoted(OptionValue value) {
        return isText(value) ? "'%s'".formatted(shown(value.text())) : shown(value.text());
    }

    /// A text as messages may hold it: one line, not too long.
    static String shown(String text) {
        var line = Printable.text(text.replaceAll("[\\p{Cntrl}\\s]+", " "));
        return line.codePointCount(0, line.length()) <= SHOWN_OF_A_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_OF_A_VALUE)) + "...";
    }
}
