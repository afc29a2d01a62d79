package dev.azulejo.cli.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.exit.FailureWords;
import dev.azulejo.cli.machine.LocalConfig;
import dev.azulejo.cli.machine.LocalPlaces;
import dev.azulejo.cli.machine.Machine;
import dev.azulejo.cli.machine.ScratchFolder;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.JsonLines;
import dev.azulejo.cli.view.Trace;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.intake.Enhancement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.GeometrySpec;
import dev.azulejo.core.job.OutputSpec;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.plan.Limits;
import dev.azulejo.core.port.Progress;
import dev.azulejo.core.recipe.Recipes;
import dev.azulejo.inference.EngineChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `azulejo warm-up`: enhances a tiny PNG and a tiny JPEG, so that the launcher's ahead-of-time cache learns what a run
/// needs. Both have a profile, words and XMP, as photographs have, and tiles with sides within the image.
/// Nothing is left behind.
@Command(name = "warm-up", hidden = true)
public final class WarmUpCommand implements Callable<Integer> {
    private static final List<ImageFormat> FORMATS = List.of(ImageFormat.PNG, ImageFormat.JPEG);
    private static final GeometrySpec SMALL_TILES = new GeometrySpec(80, 0, 0);

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        try (var folder = ScratchFolder.made("warm-up")) {
            enhance(folder.path());
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

    private void enhance(Path folder) throws IOException {
        var config = LocalConfig.fromEnvironment().with(EngineChoice.USUAL); // fetches nothing
        try (var console = Console.of(spec, false, true, false);
                var trace = Trace.to(null);
                var wiring = new EmbeddedWiring(
                        config,
                        folder.resolve("work"),
                        Machine.of(2),
                        Limits.DEFAULT,
                        ForeignFiles.KEEP,
                        console.progress(trace, Progress.NONE))) {
            for (var format : FORMATS) {
                var source = image(folder, "warm-up." + format.extension());
                var result = LocalPlaces.uriOf(folder.resolve("result." + format.extension()));
                var order = new Order(
                        LocalPlaces.uriOf(source),
                        1,
                        Enhancement.by(Recipes.DEFAULT.name())
                                .as(format, OutputSpec.DEFAULT_QUALITY)
                                .cut(SMALL_TILES),
                        result);
                JsonLines.outcome(source, wiring.pipeline().enhance(order, console.news(source)));
                EmbeddedWiring.places(config).open(result.place()).delete(result.key()); // with what we remember of it
            }
        }
    }

    private static Path image(Path folder, String name) throws IOException {
        try (var image = WarmUpCommand.class.getResourceAsStream(name)) {
            return Files.write(folder.resolve(name), image.readAllBytes());
        }
    }
}
