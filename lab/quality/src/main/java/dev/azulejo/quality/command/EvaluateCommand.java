package dev.azulejo.quality.command;

import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.compare.PageTemplate;
import dev.azulejo.cli.files.OwnFile;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.option.LimitOptions;
import dev.azulejo.cli.option.MachineOptions;
import dev.azulejo.cli.view.Console;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.Progress;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.HeapRoom;
import dev.azulejo.local.machine.ScratchFolder;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.StandIns;
import dev.azulejo.quality.evaluate.Contender;
import dev.azulejo.quality.evaluate.Evaluation;
import dev.azulejo.quality.evaluate.LocalPerception;
import dev.azulejo.quality.evaluate.MeasuredFaces;
import dev.azulejo.quality.evaluate.OwnNetworks;
import dev.azulejo.quality.evaluate.TriedImages;
import dev.azulejo.quality.evaluate.TriedImages.TriedImage;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.network.Perception;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.ComparisonJson;
import dev.azulejo.quality.report.ComparisonMarkdown;
import dev.azulejo.quality.report.ComparisonPage;
import dev.azulejo.quality.report.ComparisonText;
import dev.azulejo.quality.report.Crop;
import dev.azulejo.quality.report.Failure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo evaluate`: recipes on many images, measured, and a report.
@Command(
        name = "evaluate",
        description = {
            Laboratory.EVALUATE,
            "Images are reduced first, so that there is a truth to measure against; with --as-is they are not."
        },
        mixinStandardHelpOptions = true)
public final class EvaluateCommand implements Callable<Integer> {
    private static final String COMMAND = "azulejo evaluate";
    private static final String HTML = ".html";
    private static final String MARKDOWN = ".md";
    private static final String JSON = ".json";
    private static final int MOST_SCALE = 4;
    private static final double MOST_PRICE = 1e6;

    @Parameters(
            arity = "1..*",
            paramLabel = "IMAGE|SET",
            description = "Images, folders of images, or sets of images (.json, see docs/evaluation.md).")
    private List<String> inputs = new ArrayList<>();

    @Option(
            names = "--recipes",
            split = ",",
            defaultValue = "resize,auto",
            paramLabel = "NAME",
            description = "What is tried, such as photo-x2,restore-x2,cunet-denoise1+span-x2: recipes, or models joined"
                    + " by +. The others are compared with the first. ${DEFAULT-VALUE} by default.")
    private List<String> recipes = new ArrayList<>();

    @Option(
            names = "--scale",
            paramLabel = "N",
            description = "By how much images are reduced and enlarged again; 2 by default.")
    private int scale = 2;

    @Option(
            names = "--jpeg",
            paramLabel = "QUALITY",
            description = "Save the reduced images as JPEG of this quality, 1 to 100, before recipes get them.")
    private @Nullable Integer jpeg;

    @Option(
            names = "--as-is",
            description =
                    "Give recipes the images as they are. Without a reference, only no-reference metrics are reported.")
    private boolean asIs;

    @Option(
            names = "--price",
            paramLabel = "NUMBER",
            description = "What an hour of such a machine costs; the report says then what 1,000 megapixels cost.")
    private @Nullable Double hourPrice;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The report, evaluation.html by default. Beside it, the same as .md and .json.")
    private Path output = Path.of("evaluation.html");

    @Mixin
    private MachineOptions machine = new MachineOptions();

    @Mixin
    private NetworkOption networks = new NetworkOption();

    @Mixin
    private LimitOptions limits = new LimitOptions();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        HeapRoom.keep();
        CommandFailure.ifAny(problems());
        var config = libvips.config();
        var images = TriedImages.of(inputs);
        List.of(HTML, MARKDOWN, JSON).forEach(ending -> report(ending).place());
        try (var folder = ScratchFolder.made("evaluate");
                var wiring = new EmbeddedWiring(
                        config,
                        folder.path().resolve("work"),
                        machine.machine(),
                        limits.limits(config),
                        ForeignFiles.KEEP,
                        Progress.NONE);
                var network = LocalPerception.open(config, machine.machine().threads());
                var own = OwnNetworks.open(networks.folders(), machine.machine().threads())) {
            wiring.note().ifPresent(this::say);
            if (!asIs && network.perception() instanceof Perception.None(var why)) {
                say("%s is not measured: %s".formatted(Metric.STLPIPS.id(), why));
            }
            var models =
                    wiring.models().cards().stream().map(ModelCard::id).collect(Collectors.toCollection(TreeSet::new));
            var task = new Task(scale, jpeg == null ? 0 : jpeg, !asIs);
            var contenders = Contender.of(recipes, models, scale);
            var options = MeasuredFaces.with(
                    MetricOptions.DEFAULT.withPerception(network.perception()).withOwn(own.networks()),
                    contenders,
                    config.cards());
            var evaluation = new Evaluation(wiring, folder.path(), task, contenders, options);
            boolean all = run(evaluation, images.images(), folder);
            if (evaluation.crops().isEmpty()) {
                throw ExitCode.BAD_IMAGE.failure("no image could be tried, so there is no report");
            }
            var comparison = evaluation.comparison(images.name());
            var standIns = StandIns.of(config);
            comparison
                    .candidates()
                    .forEach(candidate ->
                            standIns.notes(candidate.name(), candidate.models()).forEach(this::say));
            write(comparison, evaluation.crops(), images.files());
            ComparisonText.lines(comparison)
                    .forEach(line -> spec.commandLine().getErr().println(Console.printable(line)));
            return (all ? ExitCode.OK : ExitCode.MIXED).code();
        }
    }

    private List<String> problems() {
        var problems = new ArrayList<>(machine.problems());
        if (scale < 1 || scale > MOST_SCALE) {
            problems.add("--scale is %d, not 1 to %d".formatted(scale, MOST_SCALE));
        }
        if (jpeg != null && (jpeg < 1 || jpeg > 100)) {
            problems.add("--jpeg is %d, not 1 to 100".formatted(jpeg));
        }
        if (jpeg != null && asIs) {
            problems.add("--as-is gives images as they are, so --jpeg does not go with it");
        }
        if (hourPrice != null && !(hourPrice >= 0 && hourPrice < MOST_PRICE)) {
            problems.add("--price is %s, not a price".formatted(hourPrice));
        }
        return problems;
    }

    /// Tries all images; one that fails does not stop the others.
    ///
    /// @return whether all recipes made all images
    private boolean run(Evaluation evaluation, List<TriedImage> images, ScratchFolder folder) {
        boolean all = true;
        for (int number = 0; number < images.size(); number++) {
            var image = images.get(number);
            say("%d of %d, %s".formatted(number + 1, images.size(), image.name()));
            var failed = evaluation.add(image.name(), image.file(), image.tags(), folder::holdAtExit);
            all &= failed.isEmpty();
            sayAll(failed);
            folder.holdAtExit();
        }
        return all;
    }

    /// Reports failures; one that all recipes share is reported once.
    private void sayAll(List<Failure> failed) {
        if (failed.size() == recipes.size()
                && failed.stream().map(Failure::reason).distinct().count() == 1) {
            say("%s: %s".formatted(failed.getFirst().image(), failed.getFirst().reason()));
        } else {
            failed.forEach(failure -> say("%s: %s: %s".formatted(failure.image(), failure.recipe(), failure.reason())));
        }
    }

    private void write(Comparison comparison, List<Crop> crops, List<Path> files) {
        var price =
                Stream.ofNullable(hourPrice).mapToDouble(Double::doubleValue).findFirst();
        var page = new ComparisonPage(comparison, crops, PageTemplate.look(), price);
        write(HTML, files, page.html());
        write(MARKDOWN, files, ComparisonMarkdown.write(comparison));
        write(JSON, files, ComparisonJson.write(comparison));
    }

    private void write(String ending, List<Path> images, String content) {
        var file = report(ending);
        file.write(images, (out, _) -> out.write(content.getBytes(StandardCharsets.UTF_8)));
        spec.commandLine().getOut().println(Console.printable(file.named().toString()));
    }

    private OwnFile report(String ending) {
        var name = String.valueOf(output.getFileName());
        var named = name.endsWith(HTML) ? name.substring(0, name.length() - HTML.length()) : name;
        return new OwnFile(output.resolveSibling(named + ending), COMMAND);
    }

    private void say(String line) {
        spec.commandLine().getErr().println(Console.printable("azulejo: " + line));
    }
}
