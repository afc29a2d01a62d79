package dev.azulejo.lab.command;

import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.dataset.DatasetFolder;
import dev.azulejo.lab.dataset.Part;
import dev.azulejo.lab.export.Measured;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo lab train`: trains a model.
@Command(
        name = "train",
        description = {
            "Trains a network by a recipe and writes it as a model with its card, or a chain of them, stage by stage and"
                    + " then together if it says so.",
            "Started again, it goes on where it was stopped or killed, and ends with the same weights."
        },
        mixinStandardHelpOptions = true)
public final class TrainCommand implements Callable<Integer> {
    private static final int LEAST_MEASURED = 16;

    @Mixin
    private LearningOptions learning = new LearningOptions();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Where the model goes, and what a training that was stopped goes on from.")
    private Path output = Path.of("");

    @Option(
            names = "--measure",
            paramLabel = "FOLDER|SET",
            description = "Photographs that the model is measured on in the end. One that looks like one of those that"
                    + " it learns from is refused.")
    private @Nullable Path measure;

    @Option(
            names = "--jpeg",
            paramLabel = "QUALITY",
            description = "With --measure, for a recipe that restores: save as JPEG of this quality first; 30 by"
                    + " default.")
    private int jpeg = 30;

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        var chain = learning.chain();
        if (jpeg < 1 || jpeg > 100) {
            throw ExitCode.USAGE.failure("--jpeg is %d, not 1 to 100".formatted(jpeg));
        }
        var folder = UserFiles.writableFolder(output, "name another folder with -o");
        var reader = EmbeddedWiring.pictures(libvips.config());
        var photos = photosToMeasure(chain.last(), reader);
        var trained = new Trainer(learning, reader, this::say).trained(chain, folder);
        for (var each : trained) {
            print("weights %s".formatted(each.hash()));
        }
        if (photos.isPresent()) {
            measure(photos.get(), trained, new VipsCodecs(reader));
        }
        for (var each : trained) {
            check(each.card(), spec);
            print(each.card().toString());
        }
        return ExitCode.OK.code();
    }

    /// The photographs to measure on, if the user gave any.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when one of them is also learned from
    private Optional<Photographs> photosToMeasure(TrainingRecipe recipe, PlainPictures reader) {
        if (measure == null) {
            return Optional.empty();
        }
        var photos = Photographs.in(
                measure, DatasetFolder.wanted(measure, Part.TEST), reader, recipe.scale() * LEAST_MEASURED);
        var leaks = learning.photographs(recipe, reader)
                .map(learned -> Likeness.leaks(learned, photos))
                .orElse(List.of());
        if (!leaks.isEmpty()) {
            throw ExitCode.USAGE.failure(
                    "a model is not measured on what it learned from: " + String.join("; ", leaks));
        }
        return Optional.of(photos);
    }

    /// Measures a model on photographs; as chains restore first and then enlarge, their inputs are reduced
    /// and saved as JPEG.
    private void measure(Photographs photos, List<Trainer.Trained> trained, VipsCodecs codecs) {
        var last = trained.getLast().recipe();
        int scale = last.scale();
        int aligned = trained.stream()
                .mapToInt(each -> each.recipe().net().alignment())
                .max()
                .orElseThrow();
        var ruler = new Ruler(scale, scale == 1 || trained.size() > 1, jpeg, aligned, codecs);
        var all = new ArrayList<Measured>();
        try (var earlier = new Trainer.Earlier(Trainer.stages(trained.subList(0, trained.size() - 1)));
                var running =
                        new RunningModel(trained.getLast().model(), last.net().told())) {
            UnaryOperator<Picture> chain =
                    small -> running.enhanced(earlier.answer(small, ruler::told), scale, ruler.told(running.told()));
            for (int number = 0; number < photos.count(); number++) {
                var photo = photos.picture(number);
                var measured = ruler.measured(photo, chain);
                all.add(measured);
                print("%-24s %6.2f dB, %s %6.2f, %+5.2f"
                        .formatted(
                                photos.name(number),
                                measured.with(),
                                ruler.rival(),
                                measured.without(),
                                measured.gain()));
            }
        }
        print("mean of %d %+.2f dB"
                .formatted(
                        all.size(),
                        all.stream().mapToDouble(Measured::gain).average().orElse(0)));
    }

    /// Runs `azulejo models check`, which completes a card from its graph.
    static void check(Path card, CommandSpec spec) {
        var command = dev.azulejo.cli.Main.commandLine("models");
        command.setOut(spec.commandLine().getOut()).setErr(spec.commandLine().getErr());
        int code = command.execute("models", "check", "--write", card.toString());
        if (code != ExitCode.OK.code()) {
            throw ExitCode.INTERNAL.failure("%s does not pass models check".formatted(card));
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }

    private void say(String line) {
        spec.commandLine().getErr().println(Console.printable("azulejo: " + line));
    }
}
