package dev.azulejo.core.intake;

import dev.azulejo.core.intake.Options.Given;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.Factor;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.OptionValue;
import dev.azulejo.core.option.Rule;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.Suggestion;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Cleaning;
import dev.azulejo.core.recipe.Look;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Finds options that are each valid but do not go together, and models that do not exist. Pure but for the
/// cards, which are read only if options name models.
///
/// @param given who says what, by the names of options
/// @param chosen what it means
record Contradictions(Map<String, Given> given, Chosen chosen, ModelCards models) {
    List<OptionProblem> all() {
        // A scale that the models have is no size, and goes with any.
        var said = isSize(chosen) ? chosen : chosen.without(OptionTable.SCALE);
        return Stream.concat(ofChain().stream(), Rules.ALL.stream().flatMap(rule -> broken(rule, said)))
                .toList();
    }

    private boolean isSize(Chosen options) {
        return options.get(OptionTable.SCALE)
                .filter(factor -> factor.among(scales()).isEmpty())
                .isPresent();
    }

    private Stream<OptionProblem> broken(Rule rule, Chosen said) {
        return switch (rule) {
            case Rule.Rivals(var option, var others) ->
                others.stream()
                        .filter(other -> said.has(option) && said.has(other))
                        .map(other -> present(option)
                                .said(" and %s is %s: both say how large the result becomes; leave one out"
                                        .formatted(
                                                present(other).field(),
                                                present(other).text())));
            case Rule.Needs(var option, var holds, var words) ->
                Stream.of(words)
                        .filter(_ -> said.has(option) && !holds.test(said))
                        .map(text -> present(option).said(", " + text));
        };
    }

    /// The given value of an option that must be set.
    private Given present(Option<?> option) {
        return given(option).orElseThrow();
    }

    private Optional<Given> given(Option<?> option) {
        return Optional.ofNullable(given.get(option.name()));
    }

    /// The scales of the models that options name; empty if one does not exist.
    List<Integer> scales() {
        var steps = chosen.get(OptionTable.STEPS);
        if (steps.isPresent()) {
            long scale = unknown(steps.get()).isEmpty() ? scale(cards(steps.get())) : 0;
            return scale > 0 && scale <= Factor.MOST ? List.of((int) scale) : List.of();
        }
        return chosen.get(OptionTable.RECIPE).map(Recipe::scales).orElse(List.of());
    }

    private List<OptionProblem> ofChain() {
        var recipe = given(OptionTable.RECIPE);
        var steps = given(OptionTable.STEPS);
        if (steps.isEmpty()) {
            return recipe.map(option ->
                            ofRecipe(option, chosen.get(OptionTable.RECIPE).orElseThrow()))
                    .orElse(List.of());
        }
        var found = new ArrayList<OptionProblem>();
        recipe.ifPresent(name -> found.add(steps.get()
                .problem("names models, but %s, which has its own; leave one of them out"
                        .formatted(said(name, steps.get())))));
        var ids = chosen.get(OptionTable.STEPS).orElseThrow();
        var unknown = unknown(ids);
        unknown.forEach(id -> found.add(unknown(steps.get(), id)));
        if (unknown.isEmpty()) {
            found.addAll(ofSteps(steps.get(), cards(ids)));
        }
        return found;
    }

    /// Names the source of a recipe for the message about another option.
    private static String said(Given recipe, Given other) {
        if (recipe.where().equals(Options.DEFAULT)) {
            return "the default recipe is " + recipe.text();
        }
        return "%s says %s %s"
                .formatted(
                        recipe.where().equals(other.where()) ? "it also" : recipe.where(),
                        recipe.field(),
                        recipe.text());
    }

    private List<OptionProblem> ofRecipe(Given recipe, Recipe named) {
        var found = new ArrayList<OptionProblem>();
        chosen.get(OptionTable.SCALE)
                .filter(factor -> isForAnother(factor, named))
                .ifPresent(factor -> found.add(wrongScale(present(OptionTable.SCALE), factor, recipe, named)));
        noiseOptions(option -> !takes(named, option))
                .map(value -> named.look() == Look.EVERYTHING
                        ? measured(value, said(recipe, value))
                        : useless(value, said(recipe, value)))
                .forEach(found::add);
        return found;
    }

    /// Whether the factor calls for another recipe: this one enlarges nothing, or another one reaches the
    /// factor.
    private static boolean isForAnother(Factor factor, Recipe named) {
        if (factor.among(named.scales()).isPresent()) {
            return false;
        }
        boolean keepsSize = named.scales().equals(List.of(1)) && !named.equals(Recipes.RESIZE);
        return keepsSize
                || Recipes.reaching(named, factor.value().doubleValue())
                        .filter(other -> factor.exceeds(named.mostScale())
                                || factor.among(other.scales()).isPresent())
                        .isPresent();
    }

    private static OptionProblem wrongScale(Given scale, Factor factor, Given recipe, Recipe named) {
        var other = Recipes.reaching(named, factor.value().doubleValue())
                .map(better -> " or take %s %s".formatted(recipe.field(), better.name()))
                .orElse("");
        return scale.said(", but %s, which %s; leave %s out%s"
                .formatted(said(recipe, scale), named.scalesText(), scale.field(), other));
    }

    /// Whether a recipe takes an option about noise; one that measures the noise takes no strength, but the
    /// share to remove.
    private static boolean takes(Recipe recipe, Option<?> ofNoise) {
        return recipe.cleaning() == Cleaning.NOISE
                || (recipe.look() == Look.EVERYTHING && ofNoise.equals(OptionTable.DENOISE));
    }

    /// The values given for those of the options about noise that match.
    private Stream<Given> noiseOptions(Predicate<Option<?>> isMeant) {
        return Stream.<Option<?>>of(OptionTable.STRENGTH, OptionTable.DENOISE)
                .filter(isMeant)
                .map(this::given)
                .flatMap(Optional::stream);
    }

    private static OptionProblem measured(Given strength, String said) {
        return strength.said(", but %s, which measures the noise; say by %s how much of it to remove, or take recipe %s"
                .formatted(said, OptionTable.DENOISE.name(), Recipes.DENOISE.name()));
    }

    private static OptionProblem useless(Given ofNoise, String said) {
        return ofNoise.said(", but %s, of which no model removes noise; leave %s out or take recipe %s"
                .formatted(said, ofNoise.field(), Recipes.DENOISE.name()));
    }

    private List<OptionProblem> ofSteps(Given steps, List<ModelCard> cards) {
        long scale = scale(cards);
        var found = new ArrayList<OptionProblem>();
        if (scale > Factor.MOST) {
            found.add(steps.problem("enlarge %d times together; at most %d is done".formatted(scale, Factor.MOST)));
        }
        chosen.get(OptionTable.SCALE)
                .filter(factor -> factor.exceeds(scale))
                .map(_ -> present(OptionTable.SCALE))
                .ifPresent(size -> found.add(size.said(
                        ", but %s enlarge %d times; leave %s out".formatted(steps.field(), scale, size.field()))));
        noiseOptions(_ -> cards.stream().noneMatch(ChainChooser::takesStrength))
                .map(value -> useless(value, "there are " + steps.field()))
                .forEach(found::add);
        return found;
    }

    private List<ModelCard> cards(List<String> ids) {
        return ids.stream().map(models::card).toList();
    }

    private static long scale(List<ModelCard> cards) {
        return cards.stream().mapToLong(ModelCard::scale).reduce(1, (one, other) -> one * other);
    }

    private List<String> known() {
        return models.cards().stream().map(ModelCard::id).sorted().toList();
    }

    private List<String> unknown(List<String> ids) {
        var known = known();
        return ids.stream().distinct().filter(id -> !known.contains(id)).toList();
    }

    private OptionProblem unknown(Given steps, String id) {
        return steps.problem("has '%s', a model that does not exist%s; there are %s"
                .formatted(OptionValue.shown(id), Suggestion.of(id, known()), String.join(", ", known())));
    }
}
