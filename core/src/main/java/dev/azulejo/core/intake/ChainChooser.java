package dev.azulejo.core.intake;

import dev.azulejo.core.model.Condition;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.ModelCards;
import dev.azulejo.core.recipe.Chain;
import dev.azulejo.core.recipe.Cleaning;
import dev.azulejo.core.recipe.Compression;
import dev.azulejo.core.recipe.Offer;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.core.resize.TargetSize;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Pins the models that may run for a request, and those that the head of the file suggests; plan decides among them
/// when it has seen the pixels, if the recipe looks at those (see [dev.azulejo.core.recipe.PictureChoice]).
/// Thread-safe.
final class ChainChooser {
    /// The scale of an image that is large enough already.
    private static final int UNCHANGED = 1;

    private final ModelCards models;

    ChainChooser(ModelCards models) {
        this.models = models;
    }

    /// @param draw of the source, see [ModelCards#serving]
    /// @return a chain without steps for a recipe that does not exist
    /// @throws dev.azulejo.core.failure.PermanentFailure when a model is not there
    Chain choose(Enhancement wanted, SourceLook look, double draw) {
        if (!wanted.models().isEmpty()) {
            return chain(Recipes.STEPS, wanted.models(), wanted, look, null, List.of());
        }
        return Recipes.named(wanted.recipe())
                .map(recipe ->
                        chosenBy(recipe, wanted, look, draw, wanted.scale().orElse(recipe.defaultScale())))
                .orElse(nothing(wanted));
    }

    /// The recipe's chains at its other scales, for results that have a size while no option says the
    /// scale. A recipe that looks at its source may also do without enlarging.
    List<Chain> others(Enhancement wanted, SourceLook look, double draw) {
        boolean isOpen = wanted.results().stream()
                        .allMatch(result ->
                                result.target().filter(TargetSize::saysSize).isPresent())
                && wanted.models().isEmpty()
                && wanted.scale().isEmpty();
        return Recipes.named(wanted.recipe())
                .filter(recipe -> isOpen && recipe.scales().size() > 1)
                .map(recipe -> Stream.concat(
                                Stream.of(UNCHANGED), recipe.scales().stream().skip(1))
                        .map(scale -> chosenBy(recipe, wanted, look, draw, scale))
                        .toList())
                .orElse(List.of());
    }

    /// Returns an empty chain, for a request that must be refused.
    static Chain nothing(Enhancement wanted) {
        return Chain.of(wanted.recipe(), List.of(), 1);
    }

    private Chain chosenBy(Recipe recipe, Enhancement wanted, SourceLook look, double draw, int scale) {
        var choice = recipe.choose(scale, look.compression());
        var serving =
                choice.models().stream().map(id -> models.serving(id, draw)).toList();
        var offers = recipe.offers(scale, look.compression()).stream()
                .flatMap(id -> cards(Stream.of(models.serving(id, draw)), wanted)
                        .map(card -> new Offer(id, step(card, wanted, look))))
                .toList();
        return chain(recipe.name(), serving, wanted, look, choice.chosen(), offers);
    }

    private Chain chain(
            String name,
            List<String> ids,
            Enhancement wanted,
            SourceLook look,
            @Nullable String chosen,
            List<Offer> offers) {
        var cards = cards(ids.stream(), wanted).toList();
        var steps = cards.stream().map(card -> step(card, wanted, look)).toList();
        return new Chain(name, steps, scale(cards), chosen, offers, null);
    }

    /// The cards of models, without those that remove noise if no noise is to be removed.
    private Stream<ModelCard> cards(Stream<String> ids, Enhancement wanted) {
        return ids.map(models::card).filter(card -> !takesStrength(card) || wanted.denoise() > 0);
    }

    private Step step(ModelCard card, Enhancement wanted, SourceLook look) {
        var strength = takesStrength(card) ? wanted.strength() : lossByJpeg(card, look);
        boolean isEstimated = takesStrength(card) && strength.isEmpty();
        return new Step(
                card.id(),
                card.sha256(),
                strength.orElse(null),
                isEstimated && wanted.denoise() < Step.ALL ? wanted.denoise() : null,
                models.engine(card.id()).orElse(null));
    }

    /// What a model that is told of JPEG is told of this one. One that keeps the size is there to remove what JPEG
    /// left, so a lossless file may have been one.
    private static Optional<Double> lossByJpeg(ModelCard card, SourceLook look) {
        return Optional.of(look.compression())
                .filter(_ -> card.conditions().contains(Condition.JPEG))
                .filter(source -> card.scale() == 1 || !(source instanceof Compression.Lossless))
                .map(source -> Cleaning.loss(Cleaning.quality(source)));
    }

    static boolean takesStrength(ModelCard card) {
        return card.conditions().contains(Condition.NOISE);
    }

    static int scale(List<ModelCard> cards) {
        return cards.stream().mapToInt(ModelCard::scale).reduce(1, Math::multiplyExact);
    }
}
