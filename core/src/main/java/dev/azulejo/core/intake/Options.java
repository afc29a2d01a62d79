package dev.azulejo.core.intake;

import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.TiffCompression;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.port.OptionValue;
import dev.azulejo.core.recipe.Recipes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Options gathered from several places, of which a later one wins, and all that is wrong with them at once: those
/// of a command, a drop folder or an event. Not thread-safe.
public final class Options {
    static final List<String> BESIDE_RECIPE = OptionRules.NAMES.stream()
            .filter(name -> !name.equals(OptionRules.RECIPE))
            .toList();

    /// Who says the recipe that nobody asked for.
    static final String DEFAULT = "default";

    private static final int MOST_PROBLEMS = 50;

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<String> problems = new ArrayList<>();
    private final ModelCards models;
    private final boolean mayCut;

    /// A value that is right by itself, and who says it.
    ///
    /// @param where the file or folder; empty for a command
    /// @param field the option, as it is written there
    record Given(String where, String field, OptionValue value) {
        String text() {
            return value.text().strip();
        }

        String place() {
            return where.isEmpty() ? "" : where + ": ";
        }
    }

    public Options(ModelCards models) {
        this(models, false);
    }

    private Options(ModelCards models, boolean mayCut) {
        this.models = models;
        this.mayCut = mayCut;
    }

    /// Options that may also say how the work is cut: a command's, as whoever gives it owns the machine.
    public static Options withCuts(ModelCards models) {
        return new Options(models, true);
    }

    /// @param where names the place in messages, such as the key of a file
    public void add(String where, Map<String, OptionValue> values) {
        add(where, "", OptionRules.NAMES, values);
    }

    /// Adds what a command was told, by names as they are without their dashes.
    public void addCommand(Map<String, OptionValue> values) {
        add("", "--", OptionRules.NAMES, values);
    }

    /// @param prefix of the names in messages
    /// @param allowed the names that may be given there
    void add(String where, String prefix, Collection<String> allowed, Map<String, OptionValue> values) {
        values.forEach((name, value) -> {
            boolean cuts = OptionRules.CUTS.containsKey(name);
            if (allowed.contains(name) || (cuts && mayCut)) {
                check(where, prefix + name, name, value);
            } else if (cuts) {
                refuse(where, "%s%s is an option of the command alone; leave it out".formatted(prefix, name));
            } else {
                refuse(where, unknown(prefix, name, allowed));
            }
        });
    }

    /// All that there are, unless one of them was meant.
    private static String unknown(String prefix, String name, Collection<String> allowed) {
        var meant = Suggestion.of(name, allowed);
        var others = allowed.stream().map(prefix::concat).collect(Collectors.joining(", "));
        return "%s%s is not an option%s"
                .formatted(prefix, OptionRules.shown(name), meant.isEmpty() ? "; there are " + others : meant);
    }

    private void check(String where, String field, String name, OptionValue value) {
        OptionRules.refusal(name, value)
                .ifPresentOrElse(
                        refusal -> refuse(where, field + " " + refusal),
                        () -> given.put(name, new Given(where, field, value)));
    }

    /// Takes the recipe that the folder of `key` is named after, where no other place said what to do.
    ///
    /// @param folder what the folder says; nothing for a file that lies in none
    void fallBack(Options folder, String key) {
        if (saysWhatToDo()) {
            return;
        }
        given.putAll(folder.given);
        problems.addAll(folder.problems);
        if (folder.given.isEmpty() && folder.problems.isEmpty()) {
            refuse(key, "lies in no folder that names a recipe; put it into one of " + Recipes.names());
        }
    }

    /// Takes the recipe that is taken without a word, where nobody said what to do.
    public void fallBack() {
        if (!saysWhatToDo() && problems.isEmpty()) {
            add(DEFAULT, Map.of(OptionRules.RECIPE, OptionValue.text(Recipes.DEFAULT.name())));
        }
    }

    private boolean saysWhatToDo() {
        return given.containsKey(OptionRules.RECIPE) || given.containsKey(OptionRules.STEPS);
    }

    /// Adds what is wrong with a place as a whole.
    void refuse(String where, String what) {
        problems.add(where.isEmpty() ? what : where + ": " + what);
    }

    /// What all places together ask for.
    ///
    /// @param unnamed the recipe to name where none that exists was
    public Enhancement wanted(String unnamed) {
        var steps = given.get(OptionRules.STEPS);
        var factor = text(OptionRules.SCALE).map(Factor::parse);
        var scale = factor.flatMap(its -> its.among(contradictions().scales()));
        var percent = scale.isPresent() ? Optional.<String>empty() : factor.map(Factor::percent);
        return new Enhancement(
                text(OptionRules.RECIPE).orElse(steps == null ? unnamed : Recipes.STEPS),
                steps == null ? List.of() : OptionRules.steps(steps.value()),
                scale,
                text(OptionRules.STRENGTH).map(Double::valueOf),
                SizeRules.target(name -> text(name)
                        .or(() -> name.equals(OptionRules.PERCENT) ? percent : Optional.empty())
                        .orElse(null)),
                text(OptionRules.FORMAT).flatMap(ImageFormat::parse),
                number(OptionRules.QUALITY, OutputSpec.DEFAULT_QUALITY),
                text(OptionRules.COMPRESSION).flatMap(TiffCompression::parse).orElse(TiffCompression.DEFLATE),
                text(OptionRules.MAX_BYTES)
                        .map(text -> SizeRules.bytes(text).orElse(0))
                        .orElse(0L),
                text(OptionRules.METADATA).flatMap(MetadataPolicy::parse).orElse(MetadataPolicy.KEEP),
                text(OptionRules.COLOUR).flatMap(OutputColour::named),
                new GeometrySpec(
                        number(OptionRules.TILE, 0),
                        number(OptionRules.SHARD_TILES, 0),
                        number(OptionRules.STRIP_ROWS, 0)));
    }

    /// Which page of a source that has several; the first where nobody says.
    int page() {
        return number(OptionRules.PAGE, 1);
    }

    private Optional<String> text(String name) {
        return Optional.ofNullable(given.get(name)).map(Given::text);
    }

    private int number(String name, int otherwise) {
        return text(name).map(Integer::valueOf).orElse(otherwise);
    }

    /// All that is wrong, a line each, in the order in which it was found; of very many the first.
    public List<String> problems() {
        var all = new ArrayList<>(problems);
        all.addAll(contradictions().all());
        int more = all.size() - MOST_PROBLEMS;
        if (more > 0) {
            all.subList(MOST_PROBLEMS, all.size()).clear();
            all.add("and %d more like these".formatted(more));
        }
        return all;
    }

    private Contradictions contradictions() {
        return new Contradictions(this::given, models);
    }

    private @Nullable Given given(String name) {
        return given.get(name);
    }
}
