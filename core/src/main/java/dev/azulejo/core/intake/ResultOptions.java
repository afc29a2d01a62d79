package dev.azulejo.core.intake;

import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.option.AlsoSpec;
import dev.azulejo.core.option.Chosen;
import dev.azulejo.core.option.Option;
import dev.azulejo.core.option.OptionTable;
import dev.azulejo.core.option.Rules;
import dev.azulejo.core.option.SizeOptions;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.resize.TargetSize;
import java.util.Optional;

/// One result that is wanted of an image.
///
/// @param also what asks for it, unless it is the main one
/// @param options that hold for it
public record ResultOptions(Optional<AlsoSpec> also, Chosen options) {

    /// The size that is asked for; empty if it follows from the scale.
    Optional<TargetSize> target() {
        boolean isSaid = options.has(SizeOptions.DPI) || Rules.SIZES.stream().anyMatch(options::has);
        return Optional.of(new TargetSize(
                        options.get(SizeOptions.WIDTH).orElse(null),
                        options.get(SizeOptions.HEIGHT).orElse(null),
                        options.get(SizeOptions.PERCENT).orElse(null),
                        options.get(SizeOptions.AT_LEAST).orElse(null),
                        options.get(SizeOptions.PRINT).orElse(null),
                        options.or(SizeOptions.FIT),
                        options.get(SizeOptions.CANVAS).orElse(null),
                        options.or(SizeOptions.BACKGROUND),
                        options.get(SizeOptions.DPI).orElse(null)))
                .filter(_ -> isSaid);
    }

    /// The format of the result; empty for that of the source, or PNG.
    public Optional<ImageFormat> format() {
        return options.get(OptionTable.FORMAT);
    }

    /// The encoding of the result.
    ///
    /// @param otherwise the format if none is asked for
    public ResultEncoding encoding(ImageFormat otherwise) {
        return new ResultEncoding(
                format().orElse(otherwise),
                options.or(OptionTable.QUALITY),
                ResultEncoding.DEFAULT_DEFLATE_LEVEL,
                options.or(OptionTable.COMPRESSION),
                options.get(SizeOptions.MAX_BYTES).orElse(0L),
                options.or(OptionTable.METADATA),
                options.or(OptionTable.COLOUR).orElse(null));
    }

    <T> ResultOptions with(Option<T> option, T value) {
        return new ResultOptions(also, options.with(option, value));
    }
}
