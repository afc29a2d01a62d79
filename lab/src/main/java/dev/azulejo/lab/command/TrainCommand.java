package dev.azulejo.lab.command;

import dev.azulejo.cli.exit.ExitCode;
import dev.azulejo.cli.machine.HeapRoom;
import dev.azulejo.cli.machine.UserFiles;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.wiring.EmbeddedWiring;
import dev.azulejo.core.job.CanonicalText.Hash;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.export.Measured;
import dev.azulejo.lab.export.ModelFiles;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.net.TorchNet;
import dev.azulejo.lab.picture.Likeness;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.lab.recipe.TrainingRecipe;
import dev.azulejo.lab.train.Batches;
import dev.azulejo.lab.train.Training;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `azulejo lab train`: makes a model.
@Command(
        name = "train",
        description = {
            "Trains a network by a recipe and writes it as a model with its card.",
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
        var recipe = learning.recipe();
        if (jpeg < 1 || jpeg > 100) {
            throw ExitCode.USAGE.failure("--jpeg is %d, not 1 to 100".formatted(jpeg));
        }
        var folder = UserFiles.writableFolder(output, "name another folder with -o");
        var reader = EmbeddedWiring.pictures(libvips.config());
        var codecs = new VipsCodecs(reader);
        var pictures = learning.pictures(recipe, reader);
        var identity = Hash.of((recipe + "\n" + pictures.identity()).getBytes(StandardCharsets.UTF_8))
                .hex();
        var photos = photosToMeasure(recipe, reader);
        try (var lock = TrainingFolder.locked(folder);
                var net = new TorchNet(recipe.net(), recipe.scale())) {
            var progress = new ProgressLines(recipe.steps(), lock.log(), this::say);
            var training = new Training(
                    recipe,
                    new Batches(recipe, pictures, codecs),
                    lock.checkpoint(),
                    identity,
                    Training.USUAL_REST,
                    progress);
            var weights = training.run(net);
            var files = new ModelFiles(recipe);
            var model = files.model(net, weights);
            var card = files.write(folder.resolve(recipe.id()), model, identity, learning.told(recipe));
            print("weights %s".formatted(Hash.of(model).hex()));
            if (photos.isPresent()) {
                measure(photos.get(), recipe, model, codecs);
            }
            check(card);
            print(card.toString());
            return ExitCode.OK.code();
        }
    }

    /// @throws dev.azulejo.cli.exit.CommandFailure where one of them would be learned from
    private Optional<Photographs> photosToMeasure(TrainingRecipe recipe, PlainPictures reader) {
        if (measure == null) {
            return Optional.empty();
        }
        var photos = Photographs.in(measure, reader, recipe.scale() * LEAST_MEASURED);
        var leaks = learning.photographs(recipe, reader)
                .map(learned -> Likeness.leaks(learned, photos))
                .orElse(List.of());
        if (!leaks.isEmpty()) {
            throw ExitCode.USAGE.failure(
                    "a model is not measured on what it learned from: " + String.join("; ", leaks));
        }
        return Optional.of(photos);
    }

    private void measure(Photographs photos, TrainingRecipe recipe, byte[] model, VipsCodecs codecs) {
        var all = new ArrayList<Measured>();
        try (var running = new RunningModel(model)) {
            for (int number = 0; number < photos.count(); number++) {
                var photo = photos.picture(number);
                int scale = recipe.scale();
                var measured = scale == 1
                        ? Measured.restored(photo, jpeg, codecs, small -> running.enhanced(small, 1))
                        : Measured.enlarged(photo, scale, small -> running.enhanced(small, scale));
                all.add(measured);
                print("%-24s %6.2f dB, %s %6.2f, %+5.2f"
                        .formatted(
                                photos.name(number),
                                measured.with(),
                                rival(scale),
                                measured.without(),
                                measured.gain()));
            }
        }
        print("mean of %d %+.2f dB"
                .formatted(
                        all.size(),
                        all.stream().mapToDouble(Measured::gain).average().orElse(0)));
    }

    private String rival(int scale) {
        return scale == 1 ? "JPEG " + jpeg : "bicubic";
    }

    /// One command knows how a card is found out from its graph.
    private void check(Path card) {
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
