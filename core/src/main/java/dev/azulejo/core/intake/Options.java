package dev.azulejo.core.intake;

import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.Option.Audience;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Preset;
import dev.azulejo.core.option.Suggestion;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.OwnRecipe;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Options gathered from several places, of which a later one wins, and all problems with them: those of a
/// command, a drop folder or an event. Not thread-safe.
public final class Options {
    static final List<String> NAMES = OptionTable.of(Audience.EVERYBODY, Audience.FILES).stream()
            .map(Option::name)
            .sorted()
            .toList();

    static final List<String> BESIDE_RECIPE = NAMES.stream()
            .filter(name -> !name.equals(OptionTable.RECIPE.name()))
            .toList();

    /// The name, in messages, of the source of a default recipe.
    static final String DEFAULT = "default";

    private static final List<String> CUTS = OptionTable.of(Audience.TUNING, Audience.MEASURING).stream()
            .map(Option::name)
            .toList();

    private static final int MOST_PROBLEMS = 50;

    private final Map<String, Given> given = new LinkedHashMap<>();
    private final List<OptionProblem> problems = new ArrayList<>();
    private final ModelCards models;
    private final boolean mayCut;

    /// A value that is valid by itself, and where it was given.
    ///
    /// @param where the file or folder; empty for a command
    /// @param field the option, as it is written there
    /// @param option the option by which the user gave it
    record Given(String where, String field, String option, OptionValue value) {
        String text() {
            return value.word();
        }

        /// @param words the problem; they follow the value
        OptionProblem said(String words) {
            return problem("is %s%s".formatted(text(), words));
        }

        /// @param words the problem; they follow the option
        OptionProblem problem(String words) {
            return new OptionProblem(option, named() + " " + words);
        }

        /// The option with the place where it was given.
        String named() {
            return (where.isEmpty() ? "" : where + ": ") + field;
        }
    }

    public Options(ModelCards models) {
        this(models, false);
    }

    private Options(ModelCards models, boolean mayCut) {
        this.models = models;
        this.mayCut = mayCut;
    }

    /// Makes options that may also say how the work is cut: those of a command, whose user owns the
    /// machine.
    public static Options withCuts(ModelCards models) {
        return new Options(models, true);
    }

    /// @param where names the place in messages, such as the key of a file
    public void add(String where, Map<String, OptionValue> values) {
        add(where, "", NAMES, values);
    }

    /// Adds the options of a command, by their names without dashes.
    public void addCommand(Map<String, OptionValue> values) {
        add("", "--", NAMES, values);
    }

    /// @param prefix of the names in messages
    /// @param allowed the names that may be given there
    void add(String where, String prefix, Collection<String> allowed, Map<String, OptionValue> values) {
        resolved(where, prefix, Preset.unbundled(values, allowed)).forEach((name, value) -> {
            boolean cuts = CUTS.contains(name);
            if (allowed.contains(name) || (cuts && mayCut)) {
                check(where, prefix + name, OptionTable.named(name).orElseThrow(), value);
            } else if (cuts) {
                refuse(where, prefix + name, " is an option of the command alone; leave it out");
            } else {
                // Of a hundred thousand names those are explained that are shown.
                boolean isShown = problems.size() < MOST_PROBLEMS;
                refuse(where, prefix + OptionValue.shown(name), isShown ? unknown(prefix, name, allowed) : "");
            }
        });
    }

    /// Replaces the name of a user's own recipe by its models.
    private Map<String, OptionValue> resolved(String where, String prefix, Map<String, OptionValue> values) {
        var recipe = OptionTable.RECIPE.name();
        var steps = OptionTable.STEPS.name();
        var own = Optional.ofNullable(values.get(recipe)).flatMap(this::own);
        if (own.isEmpty()) {
            return values;
        }
        if (values.containsKey(steps)) {
            refuse(
                    where,
                    prefix + steps,
                    " names models, but it also says %s%s %s, which has its own; leave one of them out"
                            .formatted(prefix, recipe, own.get().name()));
        }
        var resolved = new LinkedHashMap<>(values);
        resolved.remove(recipe);
        resolved.put(steps, OptionValue.text(String.join(",", own.get().models())));
        return resolved;
    }

    private Optional<OwnRecipe> own(OptionValue name) {
        return Recipes.named(name.word()).isPresent()
                ? Optional.empty()
                : models.ownRecipes().stream()
                        .filter(recipe -> recipe.name().equals(name.word()))
                        .findFirst();
    }

    /// The message for an unknown option: the option that was probably meant, else all there are.
    private static String unknown(String prefix, String name, Collection<String> allowed) {
        var meant = Suggestion.of(name, allowed);
        var others = allowed.stream().map(prefix::concat).collect(Collectors.joining(", "));
        return " is not an option" + (meant.isEmpty() ? "; there are " + others : meant);
    }

    private void check(String where, String field, Option<?> option, OptionValue value) {
        option.values()
                .refusal(value)
                .ifPresentOrElse(
                        refusal -> refuse(where, field, " " + refusal),
                        () -> given.put(option.name(), new Given(where, field, field, value)));
    }

    /// Takes the recipe that the folder of a file is named after, unless another place gave a recipe or
    /// models.
    ///
    /// @param folder what the folder says; nothing for a file that lies in none, which gets the default recipe
    void fallBack(Options folder) {
        if (!saysWhatToDo()) {
            given.putAll(folder.given);
            problems.addAll(folder.problems);
        }
        fallBack();
    }

    /// Takes the default recipe, unless some place gave a recipe or models.
    public void fallBack() {
        if (!saysWhatToDo() && problems.isEmpty()) {
            add(DEFAULT, Map.of(OptionTable.RECIPE.name(), OptionValue.text(Recipes.DEFAULT.name())));
        }
    }

    private boolean saysWhatToDo() {
        return chosen().has(OptionTable.RECIPE) || chosen().has(OptionTable.STEPS);
    }

    /// Adds a problem with a place as a whole.
    void refuse(String where, String what) {
        refuse(where, "", what);
    }

    private void refuse(String where, String option, String words) {
        problems.add(new OptionProblem(option, (where.isEmpty() ? "" : where + ": ") + option + words));
    }

    /// The enhancement that all places together ask for.
    ///
    /// @param unnamed the recipe to name if none that exists was given
    public Enhancement wanted(String unnamed) {
        var chosen = chosen();
        var models = chosen.get(OptionTable.STEPS);
        var results = several();
        return new Enhancement(
                chosen.get(OptionTable.RECIPE).map(Recipe::name).orElse(models.isEmpty() ? unnamed : Recipes.STEPS),
                models.orElse(List.of()),
                chosen.get(OptionTable.SCALE).flatMap(factor -> factor.among(results.scales())),
                results.all(),
                chosen);
    }

    private SeveralResults several() {
        return new SeveralResults(given, contradictions(given).scales());
    }

    /// The page of a source that has several; the first by default.
    public int page() {
        return chosen().or(OptionTable.PAGE);
    }

    private Chosen chosen() {
        return SeveralResults.chosen(given);
    }

    /// All problems, a line each, in the order in which they were found; the first of very many.
    public List<String> problems() {
        return found().stream().map(OptionProblem::line).toList();
    }

    public List<OptionProblem> found() {
        var all = new ArrayList<>(problems);
        var results = several();
        all.addAll(contradictions(results.main()).all());
        if (all.isEmpty()) {
            results.specs().stream()
                    .flatMap(spec -> Stream.concat(
                            results.refusals(spec).stream(), contradictions(results.of(spec)).all().stream()))
                    .distinct()
                    .forEach(all::add);
        }
        int more = all.size() - MOST_PROBLEMS;
        if (more > 0) {
            all.subList(MOST_PROBLEMS, all.size()).clear();
            all.add(new OptionProblem("", "and %d more like these".formatted(more)));
        }
        return all;
    }

    private Contradictions contradictions(Map<String, Given> said) {
        return new Contradictions(Map.copyOf(said), SeveralResults.chosen(said), models);
    }
}
