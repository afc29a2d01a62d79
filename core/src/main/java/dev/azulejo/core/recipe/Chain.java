package dev.azulejo.core.recipe;

import dev.azulejo.core.look.kind.Kind;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The models that a recipe runs for one source, one after another on the same tile.
///
/// @param recipe the name it was asked under
/// @param steps pinned to their weights; none for a recipe that does not exist, and if no model runs
/// @param scale the product of their scales; above 1 without steps if it is interpolated
/// @param chosen why these, in plain words, if the recipe looked at the source
/// @param offers the models from which plan chooses anew once it has seen the pixels; absent for a recipe
///     that does not look at them
/// @param alternatives the steps that replace the last one where the picture is of another kind than most
///     of it; absent if it is all of one kind, and before plan has seen it
public record Chain(
        String recipe,
        List<Step> steps,
        int scale,
        @Nullable String chosen,
        @Nullable List<Offer> offers,
        @Nullable List<Alternative> alternatives) {
    public Chain {
        steps = List.copyOf(steps);
        offers = offers == null || offers.isEmpty() ? null : List.copyOf(offers);
        alternatives = alternatives == null || alternatives.isEmpty() ? null : List.copyOf(alternatives);
    }

    /// Makes a chain that is settled before any pixel is seen.
    public Chain(String recipe, List<Step> steps, int scale, @Nullable String chosen) {
        this(recipe, steps, scale, chosen, null, null);
    }

    /// Returns a chain of the same scale without a model.
    ///
    /// @param why in plain words
    public Chain interpolated(String why) {
        return new Chain(recipe, List.of(), scale, why);
    }

    /// Whether plan looks at the pixels and then chooses among the offers.
    public boolean looks() {
        return offers != null;
    }

    /// Returns the chain that plan has chosen, with nothing more on offer.
    Chain decided(List<Step> newSteps, List<Alternative> newAlternatives, String why) {
        return new Chain(recipe, newSteps, scale, why, null, newAlternatives);
    }

    public Optional<Step> offered(String model) {
        return Optional.ofNullable(offers).stream()
                .flatMap(List::stream)
                .filter(offer -> offer.model().equals(model))
                .findFirst()
                .map(Offer::step);
    }

    /// The step of a model that was offered.
    Step offeredOrFail(String model) {
        return offered(model)
                .orElseThrow(() ->
                        new IllegalStateException("recipe %s did not offer the model %s".formatted(recipe, model)));
    }

    /// The alternative for parts of that kind; empty if the last step runs there.
    public Optional<Alternative> alternative(Kind kind) {
        return Optional.ofNullable(alternatives).stream()
                .flatMap(List::stream)
                .filter(alternative -> alternative.kind() == kind)
                .findFirst();
    }

    public Stream<Step> alternativeSteps() {
        return Optional.ofNullable(alternatives).stream()
                .flatMap(List::stream)
                .flatMap(alternative -> alternative.steps().stream());
    }

    /// All steps that run for some part of the picture.
    public Stream<Step> allSteps() {
        return Stream.concat(steps.stream(), alternativeSteps());
    }

    public boolean interpolates() {
        return steps.isEmpty() && scale > 1;
    }

    public static Chain of(String recipe, List<Step> steps, int scale) {
        return new Chain(recipe, steps, scale, null);
    }
}
