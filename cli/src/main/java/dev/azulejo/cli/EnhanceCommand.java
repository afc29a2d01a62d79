package dev.azulejo.cli;

import dev.azulejo.cli.Inputs.Input;
import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.recipe.Recipe;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo enhance`: images in, enlarged images out. A file that fails does not stop the others.
@Command(
        name = "enhance",
        description = "Enlarges images.",
        mixinStandardHelpOptions = true,
        exitCodeList = {
            "  0:everything was done",
            "  1:several files failed, for different reasons",
            "  2:the command line is wrong",
            " 65:an image cannot be read or is not admitted",
            " 66:an input is not there or may not be read",
            " 69:something that azulejo needs is missing: a JDK, libvips, a model",
            " 70:a fault of azulejo; please report it",
            " 73:the result cannot be written where it should go",
            " 74:the disk is full or fails; the same command goes on from there",
            "130:stopped by Ctrl-C; the same command goes on from there"
        },
        exitCodeListHeading = "%nExit codes:%n")
final class EnhanceCommand implements Callable<Integer> {
    @Mixin
    private OrderOptions options = new OrderOptions();

    @Option(
            names = "--overwrite",
            description = "Replace files at the destination that azulejo did not make. Its own it replaces anyway.")
    private boolean overwrite;

    @Option(
            names = "--work-dir",
            paramLabel = "FOLDER",
            description = "Where the pieces of unfinished jobs are kept; your cache folder by default.")
    private @Nullable Path workFolder;

    @Option(names = "--trace", paramLabel = "FILE", description = "Append a line to FILE for each tile inferred.")
    private @Nullable Path traceFile;

    @Option(names = "--json", description = "Print the outcome of each file as one line of JSON, then the totals.")
    private boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print nothing but errors.")
    private boolean quiet;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        options.check();
        var recipe = options.chosenRecipe();
        var inputs = Inputs.of(options.inputs);
        var destinations = new Destinations(options.output, recipe.name(), options.chosenFormat());
        var resultFormat = destinations.resultFormat(inputs);
        var byInput = destinations.of(inputs, EnhanceCommand::sourceFormat);
        var config = LocalConfig.fromEnvironment();
        var work = workFolder != null ? workFolder : config.cache().resolve("work");
        var console = Console.of(spec, config.terminal(), quiet, json);
        try (var trace = Trace.to(traceFile);
                var wiring = new EmbeddedWiring(
                        config,
                        work,
                        options.threads,
                        overwrite ? ForeignFiles.REPLACE : ForeignFiles.KEEP,
                        console.progress(trace),
                        (eventId, outcome) -> {})) {
            var batch = new Batch(wiring, console, byInput.size());
            byInput.forEach((input, destination) ->
                    batch.run(input.file(), destination, () -> order(recipe, resultFormat, input, destination)));
            wiring.cleanup().expire(Instant.now());
            return batch.finish().code();
        }
    }

    private Order order(Recipe recipe, Optional<ImageFormat> format, Input input, Path destination) {
        var source = readable(input.file());
        var folder = writable(destination);
        return new Order(
                LocalPlaces.uriOf(source),
                recipe.name(),
                format,
                options.quality,
                options.geometry(),
                LocalPlaces.uriOf(folder.resolve(destination.getFileName())));
    }

    /// The file itself, whatever links lead to it.
    static Path readable(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(ExitCode.NO_INPUT, "there is no such file");
        }
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(ExitCode.NO_INPUT, "is not a file");
        }
        if (!Files.isReadable(file)) {
            throw new CommandFailure(ExitCode.NO_INPUT, "may not be read; check its permissions");
        }
        try {
            return file.toRealPath();
        } catch (IOException e) {
            throw new CommandFailure(ExitCode.NO_INPUT, "cannot be read: " + e.getMessage());
        }
    }

    /// The folder of a destination; made if it is not there, so that a job does not fail at its end.
    private static Path writable(Path destination) {
        var folder = destination.toAbsolutePath().getParent();
        try {
            if (folder == null || Files.isDirectory(destination)) {
                throw new CommandFailure(ExitCode.NO_OUTPUT, destination + " is a folder; name a file");
            }
            Files.createDirectories(folder);
            if (!Files.isWritable(folder)) {
                throw new CommandFailure(
                        ExitCode.NO_OUTPUT, folder + " may not be written to; name another output with -o");
            }
            return folder.toRealPath();
        } catch (IOException e) {
            throw new CommandFailure(
                    ExitCode.NO_OUTPUT,
                    "%s cannot be written to (%s); name another output with -o".formatted(folder, e.getMessage()));
        }
    }

    private static ImageFormat sourceFormat(Path file) {
        try (var in = Files.newInputStream(file)) {
            return ImageFormat.sniff(in.readNBytes(ImageFormat.SNIFFED_BYTES)).orElse(ImageFormat.PNG);
        } catch (IOException e) {
            return ImageFormat.PNG; // whoever reads the file will say what is wrong with it
        }
    }
}
