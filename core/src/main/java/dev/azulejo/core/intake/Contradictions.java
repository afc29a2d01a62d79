package dev.azulejo.core.intake;

import dev.azulejo.core.intake.Options.Given;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Cleaning;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds options that are right by themselves and do not go together, and models that do not exist. Pure but for
/// the cards, which are read only where options name models.
///
/// @param given what was said of an option; null for nothing
record Contradictions(Function<String, @Nullable Given> given, ModelCards models) {
    /// A line each.
    List<String> all() {
        return Stream.concat(ofChain().stream(), new SizeContradictions(given, factorIsSize()).all())
                .toList();
    }

    /// The scales of the models that options name; none where they do not exist.
    List<Integer> scales() {
        var steps = given(OptionRules.STEPS);
        if (steps.isPresent()) {
            long scale = unknownModels(steps.get()).isEmpty() ? scale(cards(steps.get())) : 0;
            return scale > 0 && scale <= Factor.MOST ? List.of((int) scale) : List.of();
        }
        return given(OptionRules.RECIPE)
                .flatMap(recipe -> Recipes.named(recipe.text()))
                .map(Recipe::scales)
                .orElse(List.of());
    }

    private boolean factorIsSize() {
        return factor().filter(its -> its.among(scales()).isEmpty()).isPresent();
    }

    private Optional<Factor> factor() {
        return given(OptionRules.SCALE).map(Given::text).map(Factor::parse);
    }

    private List<String> ofChain() {
        var recipe = given(OptionRules.RECIPE);
        var steps = given(OptionRules.STEPS);
        if (steps.isPresent()) {
            var unknown = unknownModels(steps.get());
            return Stream.of(
                            recipe.map(its -> twoOrders(steps.get(), its)).stream(),
                            unknown.stream(),
                            unknown.isEmpty() ? ofSteps(steps.get()) : Stream.<String>empty())
                    .flatMap(Function.identity())
                    .toList();
        }
        return recipe.stream()
                .flatMap(its -> Recipes.named(its.text()).stream().flatMap(named -> ofRecipe(its, named)))
                .toList();
    }

    private Optional<Given> given(String name) {
        return Optional.ofNullable(given.apply(name));
    }

    private static String twoOrders(Given steps, Given recipe) {
        return "%s%s names models, but %s, which has its own; leave one of them out"
                .formatted(steps.place(), steps.field(), said(recipe, steps));
    }

    /// Who says a recipe, seen from another option.
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

    private Stream<String> ofRecipe(Given recipe, Recipe named) {
        var scale = given(OptionRules.SCALE).filter(its -> isForAnother(Factor.parse(its.text()), named));
        var strength = given(OptionRules.STRENGTH).filter(_ -> named.cleaning() != Cleaning.NOISE);
        return Stream.concat(
                scale.map(its -> wrongScale(its, recipe, named)).stream(),
                strength.map(its -> uselessStrength(its, said(recipe, its))).stream());
    }

    /// Whether a recipe enlarges nothing, or another reaches a factor that this one does not, or has it by itself.
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

    private static String wrongScale(Given scale, Given recipe, Recipe named) {
        var other = Recipes.reaching(named, Double.parseDouble(scale.text()))
                .map(its -> " or take %s %s".formatted(recipe.field(), its.name()))
                .orElse("");
        return "%s%s is %s, but %s, which %s; leave %s out%s"
                .formatted(
                        scale.place(),
                        scale.field(),
                        scale.text(),
                        said(recipe, scale),
                        named.scalesText(),
                        scale.field(),
                        other);
    }

    private static String uselessStrength(Given strength, String said) {
        return "%s%s is %s, but %s, of which no model takes a strength; leave %s out or take recipe %s"
                .formatted(
                        strength.place(),
                        strength.field(),
                        strength.text(),
                        said,
                        strength.field(),
                        Recipes.DENOISE.name());
    }

    private Stream<String> ofSteps(Given steps) {
        var cards = cards(steps);
        long scale = scale(cards);
        var found = new ArrayList<String>();
        if (scale > Factor.MOST) {
            found.add("%s%s enlarge %d times together; at most %d is done"
                    .formatted(steps.place(), steps.field(), scale, Factor.MOST));
        }
        given(OptionRules.SCALE)
                .filter(its -> Factor.parse(its.text()).exceeds(scale))
                .ifPresent(its -> found.add("%s%s is %s, but %s enlarge %d times; leave %s out"
                        .formatted(its.place(), its.field(), its.text(), steps.field(), scale, its.field())));
        given(OptionRules.STRENGTH)
                .filter(_ -> cards.stream().noneMatch(ChainChooser::takesStrength))
                .ifPresent(its -> found.add(uselessStrength(its, "there are " + steps.field())));
        return found.stream();
    }

    private List<ModelCard> cards(Given steps) {
        return OptionRules.steps(steps.value()).stream().map(models::card).toList();
    }

    private static long scale(List<ModelCard> cards) {
        return cards.stream().mapToLong(ModelCard::scale).reduce(1, (one, other) -> one * other);
    }

    private List<String> unknownModels(Given steps) {
        var ids = models.cards().stream().map(ModelCard::id).sorted().toList();
        return OptionRules.steps(steps.value()).stream()
                .distinct()
                .filter(id -> !ids.contains(id))
                .map(id -> "%s%s has '%s', a model that does not exist%s; there are %s"
                        .formatted(
                                steps.place(),
                                steps.field(),
                                OptionRules.shown(id),
                                Suggestion.of(id, ids),
                                String.join(", ", ids)))
                .toList();
    }
}
