package dev.azulejo.cli.command.machine;

import dev.azulejo.cli.command.enhance.EnhanceCommand;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.JsonLines;
import dev.azulejo.cli.view.Trace;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.job.request.ResultEncoding;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.inference.choice.EngineChoice;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.Machine;
import dev.azulejo.local.machine.ScratchFolder;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo warm-up`: a run of which the launcher's ahead-of-time cache learns what runs need. Nothing is
/// left behind.
///
/// First a tiny PNG and a tiny JPEG with a model as photographs have it: both with a profile, words and
/// XMP, in tiles with sides within the image. Then some megapixels with a model that takes next to no time:
/// the cache also keeps how often each loop ran, and which were worth the optimising compiler. A photograph
/// of 4 megapixels takes up to half a CPU second less where that is known.
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
    private static final List<ImageFormat> FORMATS = List.of(ImageFormat.PNG, ImageFormat.JPEG);
    private static final GeometrySpec SMALL_TILES = new GeometrySpec(80, 0, 0);

    /// The stand-in model, made by `models/convert/twofold.py`.
    private static final String STAND_IN = "twofold";

    /// The steps from 96x64 to 1536x1024, whose result is enlarged once more.
    private static final List<String> FROM_TINY = Collections.nCopies(4, STAND_IN);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var folder = ScratchFolder.made("warm-up")) {
            start(folder.path());
            rehearse(folder.path());
            return command(folder.path().resolve("missing.png"));
        }
    }

    /// `enhance` with all its options, up to where it would touch files that are not ours: of those it looks for one
    /// which is not there.
    private static int command(Path missing) {
        int code = new CommandLine(new EnhanceCommand())
                .setExecutionExceptionHandler((failed, command, parsed) ->
                        FailureWords.shown(failed).exitCode().code())
                .execute(
                        missing.toString(),
                        "-o",
                        missing.resolveSibling("result.png").toString(),
                        "--quiet");
        return code == ExitCode.NO_INPUT.code() ? ExitCode.OK.code() : code;
    }

    private void start(Path folder) throws IOException {
        for (var format : FORMATS) {
            var wanted = Enhancement.by(Recipes.DEFAULT.name())
                    .as(format, ResultEncoding.DEFAULT_QUALITY)
                    .cut(SMALL_TILES);
            var source = resource("photograph." + format.extension(), folder);
            forget(enhance(LocalConfig.fromEnvironment(), source, wanted));
        }
    }

    private void rehearse(Path folder) throws IOException {
        var models = folder.resolve("models");
        for (var part : List.of("card.json", "model.onnx")) {
            resource(part, Files.createDirectories(models.resolve(STAND_IN)));
        }
        var config = LocalConfig.fromEnvironment().withModels(models);
        var large = enhance(config, resource("photograph.png", folder), Enhancement.byModels(FROM_TINY));
        forget(enhance(config, large, Enhancement.byModels(List.of(STAND_IN))));
        forget(large);
    }

    /// @return the result, beside the source
    private Path enhance(LocalConfig config, Path source, Enhancement wanted) {
        var path = source.resolveSibling("enhanced-" + source.getFileName());
        try (var console = Console.of(spec, false, true, false);
                var trace = Trace.to(null);
                var wiring = new EmbeddedWiring(
                        config.with(EngineChoice.USUAL), // fetches nothing
                        source.resolveSibling("work"),
                        Machine.of(2),
                        Limits.DEFAULT,
                        ForeignFiles.KEEP,
                        console.progress(trace, Progress.NONE))) {
            var order = new Order(LocalPlaces.uriOf(source), 1, wanted, LocalPlaces.uriOf(path));
            var said = JsonLines.outcome(source, wiring.pipeline().enhance(order, console.news(console.next(source))));
            if (!Files.exists(path)) {
                throw new IllegalStateException(said);
            }
        }
        return path;
    }

    /// Deletes a result and the record of it.
    private static void forget(Path result) {
        var uri = LocalPlaces.uriOf(result);
        EmbeddedWiring.places(LocalConfig.fromEnvironment()).open(uri.place()).delete(uri.key());
    }

    private static Path resource(String name, Path folder) throws IOException {
        try (var bytes = WarmUpCommand.class.getResourceAsStream("warm-up/" + name)) {
            return Files.write(folder.resolve(name), bytes.readAllBytes());
        }
    }
}
