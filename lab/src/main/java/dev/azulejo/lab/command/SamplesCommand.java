package dev.azulejo.lab.command;

import dev.azulejo.cli.files.OwnFile;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Seeds;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo lab samples`: shows what a network would learn from.
@Command(
        name = "samples",
        description =
                "Makes a page of patches as a recipe's network would see them, each beside what it should answer.",
        mixinStandardHelpOptions = true)
public final class SamplesCommand implements Callable<Integer> {
    private static final String COMMAND = "azulejo lab samples";
    private static final int MOST = 1000;

    private static final String PAGE = """
            <!doctype html><!-- made by azulejo lab samples -->
            <html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <title>Samples of {id}</title>
            <style>
              body { font: 1rem/1.4 system-ui, sans-serif; margin: 1rem; color-scheme: light dark }
              main { display: flex; flex-wrap: wrap; gap: 1rem }
              figure { margin: 0 }
              img { width: 11rem; image-rendering: pixelated; vertical-align: top }
            </style>
            <h1>Samples of {id}</h1>
            <p>On the left what the network reads, on the right what it should answer.</p>
            <main>
            {figures}</main>
            """;

    @Mixin
    private LearningOptions learning = new LearningOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The page, samples.html by default.")
    private Path output = Path.of("samples.html");

    @Option(names = "--count", paramLabel = "N", description = "How many patches it shows, 24 by default.")
    private int count = 24;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (count < 1 || count > MOST) {
            throw ExitCode.USAGE.failure("--count is %d, not 1 to %d".formatted(count, MOST));
        }
        var recipe = learning.recipe();
        var page = new OwnFile(output, COMMAND);
        page.place();
        var reader = EmbeddedWiring.pictures(libvips.config());
        var html = PAGE.replace("{id}", recipe.id()).replace("{figures}", figures(recipe, reader));
        page.write(List.of(), (out, _) -> out.write(html.getBytes(StandardCharsets.UTF_8)));
        spec.commandLine().getOut().println(Console.printable(output.toString()));
        return ExitCode.OK.code();
    }

    private String figures(TrainingRecipe recipe, PlainPictures reader) {
        var batches = new Batches(recipe, learning.pictures(recipe, reader), new VipsCodecs(reader));
        var figures = new StringBuilder();
        for (int number = 0; number < count; number++) {
            var pair = batches.pair(Seeds.random(recipe.seed(), "sample", number));
            figures.append("<figure>%s %s<figcaption>%d</figcaption></figure>%n"
                    .formatted(image(pair.input(), "before", reader), image(pair.truth(), "truth", reader), number));
        }
        return figures.toString();
    }

    private static String image(Picture picture, String name, PlainPictures reader) {
        var png = Base64.getEncoder().encodeToString(reader.png(picture.block()));
        return "<img alt=\"%s\" src=\"data:image/png;base64,%s\">".formatted(name, png);
    }
}
