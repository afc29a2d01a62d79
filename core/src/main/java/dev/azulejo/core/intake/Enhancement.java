package dev.azulejo.core.intake;

import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.WantedColour;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipes;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// The enhancement that is wanted of an image, wherever it lies and wherever its results go.
///
/// @param recipe its name; whether it exists, intake finds out
/// @param models ids of models to run one after another instead of a recipe's; mostly empty
/// @param scale by how much the recipe enlarges; empty for its default
/// @param results that are wanted, the main one first
/// @param options all that was said
public record Enhancement(
        String recipe, List<String> models, Optional<Integer> scale, List<ResultOptions> results, Chosen options) {
    public Enhancement {
        models = List.copyOf(models);
        results = List.copyOf(results);
    }

    /// Makes the enhancement by a recipe, with every other option at its default.
    public static Enhancement by(String recipe) {
        var main = new ResultOptions(Optional.empty(), Chosen.NOTHING);
        return new Enhancement(recipe, List.of(), Optional.empty(), List.of(main), Chosen.NOTHING);
    }

    /// Makes the enhancement by models that run one after another, with every other option at its default.
    public static Enhancement byModels(List<String> ids) {
        var steps = by(Recipes.STEPS);
        return new Enhancement(steps.recipe, ids, steps.scale, steps.results, steps.options);
    }

    public ResultOptions main() {
        return results.getFirst();
    }

    public List<ResultOptions> further() {
        return results.subList(1, results.size());
    }

    /// The strength of the models; see [dev.azulejo.core.recipe.Step].
    Optional<Double> strength() {
        return options.get(OptionTable.STRENGTH);
    }

    /// The share of the noise to remove, in percent, where noise is estimated.
    int denoise() {
        return options.or(OptionTable.DENOISE);
    }

    GeometrySpec geometry() {
        return new GeometrySpec(
                options.or(OptionTable.TILE),
                options.or(OptionTable.SHARD_TILES),
                options.or(OptionTable.STRIP_ROWS),
                options.get(OptionTable.WRAP).orElse(null));
    }

    public Enhancement as(ImageFormat format) {
        var main = main().with(OptionTable.FORMAT, format);
        return new Enhancement(
                recipe,
                models,
                scale,
                Stream.concat(Stream.of(main), further().stream()).toList(),
                options);
    }

    public Enhancement as(ImageFormat format, int quality) {
        return as(format).each(result -> result.with(OptionTable.QUALITY, quality));
    }

    public Enhancement cut(GeometrySpec geometry) {
        var cut = options.with(OptionTable.TILE, geometry.tileSide())
                .with(OptionTable.SHARD_TILES, geometry.shardTiles())
                .with(OptionTable.STRIP_ROWS, geometry.stripRows());
        var wrap = geometry.wrap();
        return new Enhancement(recipe, models, scale, results, wrap == null ? cut : cut.with(OptionTable.WRAP, wrap));
    }

    public Enhancement in(WantedColour colour) {
        return each(result -> result.with(OptionTable.COLOUR, Optional.of(colour)));
    }

    private Enhancement each(UnaryOperator<ResultOptions> change) {
        return new Enhancement(
                recipe, models, scale, results.stream().map(change).toList(), options);
    }
}
