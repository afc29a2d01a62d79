package dev.azulejo.lab.command;

import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.lab.damage.VipsCodecs;
import dev.azulejo.lab.dataset.DatasetFolder;
import dev.azulejo.lab.dataset.Part;
import dev.azulejo.lab.export.RunningModel;
import dev.azulejo.lab.picture.Photographs;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.set.RefusedSet;
import dev.azulejo.quality.set.SetFile;
import dev.azulejo.quality.set.SetImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo lab improve`: from hard cases to a model that does them better, or not.
@Command(
        name = "improve",
        description = {
            "Trains a model further on images that it does badly, and says whether it does them better, and nothing"
                    + " else worse.",
            "Started again, it goes on where it was stopped; with more sets, the dataset grows."
        },
        mixinStandardHelpOptions = true)
public final class ImproveCommand implements Callable<Integer> {
    private static final int LEAST_MEASURED = 16;
    private static final int MOST_SHARE = 90;

    /// The JPEG quality on which a restoring model is measured.
    private static final int JPEG = 30;

    private static final int VERSION_DIGITS = 12;

    @Parameters(
            paramLabel = "RECIPE",
            description = "A training recipe with a \"start\": the model to be improved (.json, see docs/lab.md).")
    private Path file = Path.of("");

    @Option(
            names = "--hard",
            paramLabel = "SET",
            required = true,
            description = "What it does badly, as edge-cases --export writes it. May be given several times.")
    private List<Path> hard = List.of();

    @Option(
            names = "--usual",
            paramLabel = "SET",
            required = true,
            description = "What it does well and must go on to. May be given several times.")
    private List<Path> usual = List.of();

    @Option(
            names = "--apart",
            paramLabel = "FOLDER|SET",
            description = "Images that it is measured on and never learns from, such as those of the gate; what looks"
                    + " like one is left out and named. May be given several times.")
    private List<Path> apart = List.of();

    @Option(
            names = "--test",
            paramLabel = "PERCENT",
            description = "How much of the sets is kept to measure on; 25 by default.")
    private int test = 25;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FOLDER",
            required = true,
            description = "Where the dataset, the training and the model go.")
    private Path output = Path.of("");

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() throws IOException {
        HeapRoom.keep();
        if (test < 1 || test > MOST_SHARE) {
            throw ExitCode.USAGE.failure("--test is %d, not 1 to %d".formatted(test, MOST_SHARE));
        }
        var reader = EmbeddedWiring.pictures(libvips.config());
        var folder = UserFiles.writableFolder(output, "name another folder with -o");
        var data = folder.resolve("data");
        var learning = new LearningOptions(file, data.resolve(DatasetFolder.NAME));
        var chain = learning.chain();
        var stages = chain.stages();
        var start = stages.getFirst().recipe().start();
        if (stages.size() > 1 || start == null) {
            throw ExitCode.USAGE.failure(
                    "%s has no \"start\"; name a recipe that begins with the model to be improved".formatted(file));
        }
        var dataset = new DatasetFolder(UserFiles.writableFolder(data, "name another folder with -o"));
        new Grown(dataset, apart, test, reader)
                .by(Stream.concat(hard.stream(), usual.stream()).toList())
                .forEach(this::print);
        var recipe = stages.getFirst().recipe();
        var kinds = kinds(data.resolve(DatasetFolder.NAME), reader, recipe.scale() * LEAST_MEASURED);
        var ruler = new Ruler(
                recipe.scale(), recipe.scale() == 1, JPEG, recipe.net().alignment(), new VipsCodecs(reader));
        // What cannot be measured is said now, not once it is trained.
        var before = scores(kinds, ruler, new RunningModel(LearningOptions.start(stages.getFirst(), start)));
        // A dataset that has grown is another training, in a folder of its own.
        var version = dataset.read("").version().substring(0, VERSION_DIGITS);
        var trained = new Trainer(learning, reader, this::say)
                .trained(chain, folder.resolve("training-" + version))
                .getFirst();
        TrainCommand.check(trained.card(), spec);
        var after = scores(
                kinds, ruler, new RunningModel(trained.model(), recipe.net().told()));
        return verdict(
                IntStream.range(0, kinds.size())
                        .mapToObj(kind -> new Improvement(kinds.get(kind).of, before.get(kind), after.get(kind)))
                        .toList(),
                trained.card());
    }

    /// A group of images that are measured in the same way.
    ///
    /// @param of the group's name, for a reader
    private record Kind(String of, Photographs photos) {}

    /// The groups to measure: hard cases, usual cases, and each set that was kept apart.
    ///
    /// @throws dev.azulejo.local.exit.CommandFailure when a group has too few images to say anything
    private List<Kind> kinds(Path dataset, PlainPictures reader, int least) {
        var hashes = hard.stream()
                .flatMap(set -> images(set).stream())
                .map(SetImage::sha256)
                .collect(Collectors.toSet());
        var kept = Set.copyOf(DatasetFolder.of(dataset).of(Part.TEST));
        Predicate<SetImage> isHard = image -> hashes.contains(image.sha256());
        var kinds = new ArrayList<Kind>();
        for (boolean hardOnes : List.of(true, false)) {
            var what = hardOnes ? "hard, kept to measure on" : "usual, kept to measure on";
            Predicate<SetImage> wanted = image -> kept.contains(image) && isHard.test(image) == hardOnes;
            requireEnough(what, kept.stream().filter(wanted).count());
            kinds.add(new Kind(what, Photographs.in(dataset, wanted, reader, least)));
        }
        for (var place : apart) {
            var kind = new Kind("apart: " + place.getFileName(), Photographs.in(place, _ -> true, reader, least));
            requireEnough(kind.of, kind.photos.count());
            kinds.add(kind);
        }
        return kinds;
    }

    private static void requireEnough(String what, long images) {
        if (images < Improvement.LEAST_IMAGES) {
            throw ExitCode.NO_INPUT.failure(
                    "%s: %d images, of which nothing can be said; give %d or more, or keep more of the sets with --test"
                            .formatted(what, images, Improvement.LEAST_IMAGES));
        }
    }

    /// Measures how near a model's answers are to the truth, as PSNR in dB for each image of each group.
    private static List<List<Double>> scores(List<Kind> kinds, Ruler ruler, RunningModel model) {
        try (model) {
            return kinds.stream()
                    .map(kind -> IntStream.range(0, kind.photos.count())
                            .mapToObj(kind.photos::picture)
                            .map(photo -> ruler.measured(
                                            photo,
                                            small -> model.enhanced(small, ruler.scale(), ruler.told(model.told())))
                                    .with())
                            .toList())
                    .toList();
        }
    }

    private static List<SetImage> images(Path set) {
        try {
            return SetFile.read(UserFiles.readableByName(set)).images();
        } catch (RefusedSet e) {
            throw ExitCode.USAGE.failure(String.valueOf(e.getMessage()));
        }
    }

    private int verdict(List<Improvement> improvements, Path card) {
        improvements.forEach(each -> print(each.line()));
        var hard = improvements.getFirst();
        var worse = improvements.stream().skip(1).filter(Improvement::isLoss).toList();
        if (!hard.isGain()) {
            print("not better: the hard ones gain less than %.2f dB".formatted(Improvement.LEAST_GAIN));
        }
        worse.forEach(each -> print("worse: %s loses more than %.2f dB".formatted(each.of(), Improvement.MOST_LOSS)));
        if (!hard.isGain() || !worse.isEmpty()) {
            return ExitCode.BAD_IMAGE.code();
        }
        print("better, and nothing else worse: %s".formatted(card));
        print("next: azulejo models add %s, then evaluate and models promote, see docs/evaluation.md#the-gate"
                .formatted(card.resolveSibling("model.onnx")));
        return ExitCode.OK.code();
    }

    private void print(String line) {
        spec.commandLine().getOut().println(Console.printable(line));
    }

    private void say(String line) {
        spec.commandLine().getErr().println(Console.printable("azulejo: " + line));
    }
}
