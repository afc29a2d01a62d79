package dev.azulejo.cli;

import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.MetadataPolicy;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipe;
import dev.azulejo.core.recipe.Recipes;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// What is to be done with which files: the options that `enhance` and `plan` share.
final class OrderOptions {
    @Parameters(
            arity = "1..*",
            paramLabel = "FILE",
            description = "Images, folders of images, or quoted patterns such as \"photos/**.jpg\".")
    List<String> inputs = new ArrayList<>();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PATH",
            description = "A folder for the results, or the file for a single one."
                    + " Without it a.jpg gives a-photo-x2.jpg beside it.")
    @Nullable Path output;

    @Option(names = "--recipe", paramLabel = "NAME", description = "What to do; see 'azulejo recipes'.")
    @Nullable String recipe;

    @Option(names = "--scale", paramLabel = "N", description = "Enlarge so many times along each side.")
    @Nullable Integer scale;

    @Option(
            names = "--format",
            paramLabel = "png|jpeg",
            description = "Format of the results; that of each source by default.")
    @Nullable String format;

    @Option(
            names = "--quality",
            paramLabel = "1..100",
            description = "Quality of JPEG results; " + OutputSpec.DEFAULT_QUALITY + " by default.")
    int quality = OutputSpec.DEFAULT_QUALITY;

    @Option(
            names = "--tile",
            paramLabel = "PIXELS",
            description = "Longest side of the tiles that the model sees; changes speed and memory, never the result.")
    int tile;

    @Option(names = "--shard-tiles", paramLabel = "N", hidden = true, description = "Most tiles of a shard.")
    int shardTiles;

    @Option(names = "--strip-rows", paramLabel = "N", hidden = true, description = "Rows of an encoded strip.")
    int stripRows;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Cores to use; all by default. Never changes the result.")
    int threads = Runtime.getRuntime().availableProcessors();

    /// The recipe that name and scale ask for together.
    ///
    /// @throws CommandFailure when there is none, or they contradict each other
    Recipe chosenRecipe() {
        if (recipe != null) {
            var name = recipe;
            var named =
                    Recipes.named(name).orElseThrow(() -> new CommandFailure(ExitCode.USAGE, Recipes.unknown(name)));
            if (scale != null && scale != named.scale()) {
                throw new CommandFailure(
                        ExitCode.USAGE,
                        "recipe %s enlarges %d times, --scale says %d; leave one of them out"
                                .formatted(name, named.scale(), scale));
            }
            return named;
        }
        return scale == null ? Recipes.DEFAULT : enlarging(scale);
    }

    private static Recipe enlarging(int scale) {
        var name = "photo-x" + scale;
        return Recipes.named(name)
                .orElseThrow(() -> new CommandFailure(
                        ExitCode.USAGE, "no recipe enlarges %d times; see 'azulejo recipes'".formatted(scale)));
    }

    /// @throws CommandFailure when there is no such format
    Optional<ImageFormat> chosenFormat() {
        if (format == null) {
            return Optional.empty();
        }
        var parsed = ImageFormat.parse(format);
        if (parsed.filter(its -> its == ImageFormat.PNG || its == ImageFormat.JPEG)
                .isEmpty()) {
            throw new CommandFailure(ExitCode.USAGE, "cannot write format '%s'; png and jpeg can be".formatted(format));
        }
        return parsed;
    }

    Enhancement wanted(Recipe chosen, Optional<ImageFormat> chosenFormat) {
        return new Enhancement(
                chosen.name(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                chosenFormat,
                quality,
                MetadataPolicy.KEEP,
                Optional.empty(),
                new GeometrySpec(tile, shardTiles, stripRows));
    }

    /// @throws CommandFailure naming the first number that is out of its range
    void check() {
        check("--quality", quality, 1, 100);
        check("--threads", threads, 1, 1024);
        check("--tile", tile, 0, 8192);
        check("--shard-tiles", shardTiles, 0, Integer.MAX_VALUE);
        check("--strip-rows", stripRows, 0, 65_535);
    }

    private static void check(String option, int value, int min, int max) {
        if (value < min || value > max) {
            throw new CommandFailure(
                    ExitCode.USAGE, "%s is %d; it must be %d to %d".formatted(option, value, min, max));
        }
    }
}
