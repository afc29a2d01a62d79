package dev.azulejo.core.intake;

import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputColour;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.job.TiffCompression;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.resize.TargetSize;
import java.util.List;
import java.util.Optional;

/// What is wanted of an image, wherever it lies and wherever its result goes.
///
/// @param recipe its name; whether it exists, intake finds out
/// @param models ids of models to run one after another instead of a recipe's; mostly empty
/// @param scale what the recipe shall enlarge by; its own where this is empty
/// @param strength see [dev.azulejo.core.recipe.Step]
/// @param target size of the result; follows from the scale where this is empty
/// @param format of the result; that of the source, or PNG, where this is empty
/// @param quality of JPEG, WebP and AVIF, 1 to 100
/// @param compression of TIFF
/// @param maxBytes most bytes of the file, 0 for any
/// @param colour what the colours are converted to; they stay as they are where this is empty
public record Enhancement(
        String recipe,
        List<String> models,
        Optional<Integer> scale,
        Optional<Double> strength,
        Optional<TargetSize> target,
        Optional<ImageFormat> format,
        int quality,
        TiffCompression compression,
        long maxBytes,
        MetadataPolicy metadata,
        Optional<OutputColour> colour,
        GeometrySpec geometry) {
    public Enhancement {
        models = List.copyOf(models);
    }

    /// A recipe with all else as it is without a word.
    public static Enhancement by(String recipe) {
        return new Enhancement(
                recipe,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OutputSpec.DEFAULT_QUALITY,
                TiffCompression.DEFLATE,
                0,
                MetadataPolicy.KEEP,
                Optional.empty(),
                GeometrySpec.AUTOMATIC);
    }

    /// How its result is encoded.
    ///
    /// @param otherwise the format where none is asked for
    public OutputSpec output(ImageFormat otherwise) {
        return new OutputSpec(
                format.orElse(otherwise),
                quality,
                OutputSpec.DEFAULT_DEFLATE_LEVEL,
                compression,
                maxBytes,
                metadata,
                colour.orElse(null));
    }

    public Enhancement as(ImageFormat newFormat, int newQuality) {
        return with(Optional.of(newFormat), newQuality, colour, geometry);
    }

    public Enhancement cut(GeometrySpec newGeometry) {
        return with(format, quality, colour, newGeometry);
    }

    public Enhancement in(OutputColour newColour) {
        return with(format, quality, Optional.of(newColour), geometry);
    }

    private Enhancement with(
            Optional<ImageFormat> newFormat,
            int newQuality,
            Optional<OutputColour> newColour,
            GeometrySpec newGeometry) {
        return new Enhancement(
                recipe,
                models,
                scale,
                strength,
                target,
                newFormat,
                newQuality,
                compression,
                maxBytes,
                metadata,
                newColour,
                newGeometry);
    }
}
