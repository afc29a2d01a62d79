package dev.azulejo.core.intake;

import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/// Options gathered from several places, of which a later one wins, and all that is wrong with them at once.
/// Not thread-safe.
final class Options {
    static final String RECIPE = "recipe";
    private static final String FORMAT = "format";
    private static final String QUALITY = "quality";
    private static final String SCALE = "scale";
    static final List<String> NAMES = List.of(FORMAT, QUALITY, RECIPE, SCALE);

    static final List<String> BESIDE_RECIPE = List.of(FORMAT, QUALITY, SCALE);

    private static final String TILE = "tile";
    private static final String SHARD_TILES = "shard-tiles";
    private static final String STRIP_ROWS = "strip-rows";

    /// How the work is cut, with the largest value of each; 0 leaves it to the plan. No customer needs one, so
    /// that no message lists them. They change speed and memory, never a pixel of the result.
    private static final Map<String, Integer> CUTS =
            Map.of(TILE, 8_192, SHARD_TILES, Integer.MAX_VALUE, STRIP_ROWS, 65_535);

    private static final int MOST_PROBLEMS = 50;
    private static final int SHOWN_OF_A_VALUE = 60;

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();

    /// A value that is right by itself, and the file or folder that says it.
    private record Given(String where, String text) {}

    /// @param where names the place in messages, such as the key of a file
    void add(String where, Map<String, OptionValue> values) {
        add(where, "", NAMES, values);
    }

    /// @param prefix of the names in messages
    /// @param allowed the names that may be given there
    void add(String where, String prefix, Collection<String> allowed, Map<String, OptionValue> values) {
        values.forEach((name, value) -> {
            if (allowed.contains(name) || CUTS.containsKey(name)) {
                check(where, prefix + name, name, value);
            } else {
                refuse(
                        where,
                        prefix + shown(name),
                        "is not an option%s; there are %s"
                                .formatted(
                                        Suggestion.of(name, allowed),
                                        allowed.stream().map(prefix::concat).collect(Collectors.joining(", "))));
            }
        });
    }

    /// Takes the recipe that the folder of `key` is named after, where no other place named one.
    ///
    /// @param folder what the folder says; nothing for a file that lies in none
    void fallBack(Options folder, String key) {
        if (given.containsKey(RECIPE)) {
            return;
        }
        given.putAll(folder.given);
        problems.addAll(folder.problems);
        if (folder.given.isEmpty() && folder.problems.isEmpty()) {
            var names = Recipes.all().stream().map(Recipe::name).collect(Collectors.joining(", "));
            refuse(key, "lies in no folder that names a recipe; put it into one of " + names);
        }
    }

    /// Adds what is wrong with a place as a whole.
    void refuse(String where, String what) {
        problems.add(where + ": " + what);
    }

    private void refuse(String where, String field, String what) {
        refuse(where, field + " " + what);
    }

    private void check(String where, String field, String name, OptionValue value) {
        var refusal = switch (name) {
            case RECIPE -> recipeRefusal(value);
            case FORMAT -> formatRefusal(value);
            case QUALITY -> numberRefusal(value, 1, 100);
            case SCALE -> numberRefusal(value, 1, 16);
            default -> numberRefusal(value, 0, CUTS.getOrDefault(name, 0));
        };
        if (refusal.isPresent()) {
            refuse(where, field, refusal.get());
        } else {
            given.put(name, new Given(where, value.text().strip()));
        }
    }

    private static Optional<String> recipeRefusal(OptionValue value) {
        var names = Recipes.all().stream().map(Recipe::name).toList();
        if (!isText(value)) {
            return Optional.of("is not a text in quotes; there are " + String.join(", ", names));
        }
        return Recipes.named(value.text().strip()).isPresent()
                ? Optional.empty()
                : Optional.of("is '%s', which does not exist%s; there are %s"
                        .formatted(shown(value.text()), Suggestion.of(value.text(), names), String.join(", ", names)));
    }

    private static Optional<String> formatRefusal(OptionValue value) {
        var names = new TreeSet<>(
                ImageFormat.written().stream().map(ImageFormat::text).toList());
        if (!isText(value)) {
            return Optional.of("is not a text in quotes; there are " + String.join(", ", names));
        }
        return ImageFormat.parse(value.text().strip())
                        .filter(ImageFormat::isWritten)
                        .isPresent()
                ? Optional.empty()
                : Optional.of("is '%s', which is not written; there are %s"
                        .formatted(shown(value.text()), String.join(", ", names)));
    }

    private static Optional<String> numberRefusal(OptionValue value, int least, int most) {
        var range = "a whole number from %d to %d".formatted(least, most);
        boolean isNumber = value.kind() == OptionValue.Kind.WHOLE_NUMBER || value.kind() == OptionValue.Kind.METADATA;
        if (!isNumber || !value.text().strip().matches("[0-9]{1,9}")) {
            return Optional.of("is %s, not %s".formatted(quoted(value), range));
        }
        int number = Integer.parseInt(value.text().strip());
        return number >= least && number <= most
                ? Optional.empty()
                : Optional.of("is %d, not %s".formatted(number, range));
    }

    private static boolean isText(OptionValue value) {
        return value.kind() == OptionValue.Kind.TEXT || value.kind() == OptionValue.Kind.METADATA;
    }

    private static String quoted(OptionValue value) {
        return isText(value) ? "'%s'".formatted(shown(value.text())) : shown(value.text());
    }

    /// A text as messages may hold it: one line, not too long.
    private static String shown(String text) {
        var line = text.replaceAll("[\\p{Cntrl}\\s]+", " ");
        return line.codePointCount(0, line.length()) <= SHOWN_OF_A_VALUE
                ? line
                : line.substring(0, line.offsetByCodePoints(0, SHOWN_OF_A_VALUE)) + "...";
    }

    /// What all places together ask for.
    ///
    /// @param unnamed the recipe to name where none that exists was
    Enhancement wanted(String unnamed) {
        var quality = given.get(QUALITY);
        return new Enhancement(
                recipe().map(Recipe::name).orElse(unnamed),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.ofNullable(given.get(FORMAT)).flatMap(its -> ImageFormat.parse(its.text())),
                quality == null ? OutputSpec.DEFAULT_QUALITY : Integer.parseInt(quality.text()),
                MetadataPolicy.KEEP,
                Optional.empty(),
                new GeometrySpec(cut(TILE), cut(SHARD_TILES), cut(STRIP_ROWS)));
    }

    /// The recipe that counts; none when nobody named one that exists.
    private Optional<Recipe> recipe() {
        return Optional.ofNullable(given.get(RECIPE)).flatMap(its -> Recipes.named(its.text()));
    }

    private int cut(String name) {
        var its = given.get(name);
        return its == null ? 0 : Integer.parseInt(its.text());
    }

    /// All that is wrong, a line each, in the order in which it was found; of very many the first.
    List<String> problems() {
        var all = new ArrayList<>(problems);
        contradiction().ifPresent(all::add);
        int more = all.size() - MOST_PROBLEMS;
        if (more > 0) {
            all.subList(MOST_PROBLEMS, all.size()).clear();
            all.add("and %d more like these".formatted(more));
        }
        return all;
    }

    private Optional<String> contradiction() {
        var scale = given.get(SCALE);
        var recipe = given.get(RECIPE);
        var counts = recipe();
        if (scale == null || recipe == null || counts.isEmpty()) {
            return Optional.empty();
        }
        int asked = Integer.parseInt(scale.text());
        if (asked == counts.get().scale()) {
            return Optional.empty();
        }
        var others = Recipes.all().stream()
                .filter(other -> other.scale() == asked)
                .map(Recipe::name)
                .collect(Collectors.joining(" or "));
        return Optional.of("%s: scale is %d, but %s says recipe %s, which enlarges %d times; %s"
                .formatted(
                        scale.where(),
                        asked,
                        recipe.where().equals(scale.where()) ? "it also" : recipe.where(),
                        counts.get().name(),
                        counts.get().scale(),
                        others.isEmpty() ? "leave scale out" : "leave scale out or take recipe " + others));
    }
}
