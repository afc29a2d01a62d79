package dev.azulejo.core.intake;

import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.resize.TargetSize;
import java.util.List;
import java.util.Optional;

/// What is wanted of an image, wherever it lies and wherever its result goes.
///
/// @param recipe its name; whether it exists, intake finds out
/// @param models ids of models to run one after another instead of a recipe's; mostly empty
/// @param scale what the recipe shall enlarge by; its own where this is empty
/// @param target size of the result; follows from the scale where this is empty
/// @param options all else that was said
public record Enhancement(
        String recipe, List<String> models, Optional<Integer> scale, Optional<TargetSize> target, Chosen options) {
    public Enhancement {
        models = List.copyOf(models);
    }

    /// A recipe with all else as it is without a word.
    public static Enhancement by(String recipe) {
        return new Enhancement(recipe, List.of(), Optional.empty(), Optional.empty(), Chosen.NOTHING);
    }

    /// The size that options ask for; nothing where none of them says anything of it.
    static Optional<TargetSize> target(Chosen its) {
        boolean isSaid = its.has(SizeOptions.DPI) || Rules.SIZES.stream().anyMatch(its::has);
        return Optional.of(new TargetSize(
                        its.get(SizeOptions.WIDTH).orElse(null),
                        its.get(SizeOptions.HEIGHT).orElse(null),
                        its.get(SizeOptions.PERCENT).orElse(null),
                        its.get(SizeOptions.AT_LEAST).orElse(null),
                        its.get(SizeOptions.PRINT).orElse(null),
                        its.or(SizeOptions.FIT),
                        its.get(SizeOptions.CANVAS).orElse(null),
                        its.or(SizeOptions.BACKGROUND),
                        its.get(SizeOptions.DPI).orElse(null)))
                .filter(_ -> isSaid);
    }

    /// Of the result; that of the source, or PNG, where this is empty.
    public Optional<ImageFormat> format() {
        return options.get(OptionTable.FORMAT);
    }

    /// 1 to 100, of a format that has one.
    public int quality() {
        return options.or(OptionTable.QUALITY);
    }

    /// See [dev.azulejo.core.recipe.Step].
    Optional<Double> strength() {
        return options.get(OptionTable.STRENGTH);
    }

    GeometrySpec geometry() {
        return new GeometrySpec(
                options.or(OptionTable.TILE), options.or(OptionTable.SHARD_TILES), options.or(OptionTable.STRIP_ROWS));
    }

    /// How its result is encoded.
    ///
    /// @param otherwise the format where none is asked for
    public OutputSpec output(ImageFormat otherwise) {
        return new OutputSpec(
                format().orElse(otherwise),
                quality(),
                OutputSpec.DEFAULT_DEFLATE_LEVEL,
                options.or(OptionTable.COMPRESSION),
                options.get(SizeOptions.MAX_BYTES).orElse(0L),
                options.or(OptionTable.METADATA),
                options.or(OptionTable.COLOUR).orElse(null));
    }

    public Enhancement as(ImageFormat format, int quality) {
        return with(options.with(OptionTable.FORMAT, format).with(OptionTable.QUALITY, quality));
    }

    public Enhancement cut(GeometrySpec geometry) {
        return with(options.with(OptionTable.TILE, geometry.tileSide())
                .with(OptionTable.SHARD_TILES, geometry.shardTiles())
                .with(OptionTable.STRIP_ROWS, geometry.stripRows()));
    }

    public Enhancement in(OutputColour colour) {
        return with(options.with(OptionTable.COLOUR, Optional.of(colour)));
    }

    private Enhancement with(Chosen newOptions) {
        return new Enhancement(recipe, models, scale, target, newOptions);
    }
}
