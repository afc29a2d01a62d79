package dev.azulejo.quality.evaluate;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.cubic.CubicEnlargement;
import dev.azulejo.core.intake.Order;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.LocalPlaces;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.fsim.Original;
import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.metric.score.MeasureOrder;
import dev.azulejo.quality.metric.score.Scores;
import dev.azulejo.quality.report.Comparison;
import dev.azulejo.quality.report.Comparison.Candidate;
import dev.azulejo.quality.report.Comparison.SetName;
import dev.azulejo.quality.report.Comparison.Task;
import dev.azulejo.quality.report.Crop;
import dev.azulejo.quality.report.Failure;
import dev.azulejo.quality.report.Trial;
import dev.azulejo.quality.set.BicubicReduction;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Tries contenders on images, one after another. For one thread.
public final class Evaluation {
    /// The most pixels of a reference, which is held whole in memory.
    private static final long MOST_REFERENCE_PIXELS = 40_000_000;

    /// PSNR of what is the same to the last bit: infinity has no mean.
    private static final double PSNR_OF_EQUALS = 100;

    private static final double MEGAPIXEL = 1e6;

    private final EmbeddedWiring wiring;
    private final Path folder;
    private final Task task;
    private final List<Contender> contenders;
    private final MetricOptions options;
    private final MostDifferent crop;
    private final List<Trial> trials = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private final List<Crop> crops = new ArrayList<>();
    private final Map<String, Set<String>> models = new HashMap<>();
    private final Set<Measure> metrics = new LinkedHashSet<>();
    private int tried;

    /// @param folder of results; its maker removes it
    /// @param options how results are measured
    public Evaluation(
            EmbeddedWiring wiring, Path folder, Task task, List<Contender> contenders, MetricOptions options) {
        this.wiring = wiring;
        this.folder = folder;
        this.task = task;
        this.contenders = List.copyOf(contenders);
        crop = new MostDifferent(wiring, task);
        this.options = options;
    }

    /// A result that was made of an image.
    private record Made(Contender contender, Path result, Size size, double seconds) {}

    /// Tries all contenders on an image. One that fails does not stop the others.
    ///
    /// @param name that reports show
    /// @param between is called after each contender
    /// @return what failed: of an image that cannot be read, all contenders
    public List<Failure> add(String name, Path file, List<String> tags, Runnable between) {
        var failed = new ArrayList<Failure>();
        int before = trials.size();
        try {
            failed.addAll(tryAll(name, file, tags, between));
        } catch (RuntimeException | IOException | UnreadableImage | VirtualMachineError e) { // the next image's turn
            between.run();
            trials.subList(before, trials.size()).clear();
            contenders.forEach(contender -> failed.add(new Failure(name, contender.name(), reason(e))));
        }
        failures.addAll(failed);
        return failed;
    }

    private List<Failure> tryAll(String name, Path file, List<String> tags, Runnable between)
            throws UnreadableImage, IOException {
        var trial = UserFiles.writableFolder(folder.resolve(Integer.toString(tried++)), "free some space");
        var reference = trial.resolve("reference.png");
        var source = source(UserFiles.readable(file), trial, reference);
        var expected = task.hasReference() ? Optional.of(size(reference)) : Optional.<Size>empty();
        var original = new Original();
        var faces = new SourceFaces(() -> cubic(source), () -> pixels(reference));
        var made = new ArrayList<Made>();
        var failed = new ArrayList<Failure>();
        for (var contender : contenders) {
            try {
                var one = make(contender, source, trial, expected);
                trials.add(trial(name, tags, one, scores(original, faces, reference, source, one)));
                made.add(one);
                expected = Optional.of(one.size);
            } catch (RuntimeException | IOException | UnreadableImage | VirtualMachineError e) { // the next one's turn
                failed.add(new Failure(name, contender.name(), reason(e)));
            }
            between.run();
        }
        if (!made.isEmpty()) {
            var results = new LinkedHashMap<String, Path>();
            made.forEach(one -> results.put(one.contender.name(), one.result));
            crops.add(crop.of(name, tags, made.getFirst().size, results, reference, source));
        }
        return failed;
    }

    private static String reason(Throwable failure) {
        return failure instanceof UnreadableImage unreadable
                ? unreadable.detail()
                : FailureWords.shown(failure).line();
    }

    /// The image that contenders get.
    private Path source(Path file, Path trial, Path reference) throws UnreadableImage, IOException {
        if (!task.hasReference()) {
            return file;
        }
        var pictures = wiring.pictures();
        var whole = pixels(file);
        if (Math.min(whole.width(), whole.height()) < task.factor()) {
            throw ExitCode.BAD_IMAGE.failure(
                    "%dx%d pixels cannot be reduced %d times".formatted(whole.width(), whole.height(), task.factor()));
        }
        var cut = BicubicReduction.whole(whole, task.factor());
        Files.write(reference, pictures.png(cut));
        var reduced = task.factor() == 1 ? cut : BicubicReduction.reduce(cut, task.factor());
        boolean compressed = task.jpegQuality() > 0;
        var source = trial.resolve(compressed ? "source.jpg" : "source.png");
        return Files.write(source, compressed ? pictures.jpeg(reduced, task.jpegQuality()) : pictures.png(reduced));
    }

    private static List<Rect> whole(Size size) {
        if (size.pixels() > MOST_REFERENCE_PIXELS) {
            throw ExitCode.BAD_IMAGE.failure(
                    "%s is more than %d megapixels, the most that is reduced in memory; give a part of it, or --as-is"
                            .formatted(size, MOST_REFERENCE_PIXELS / 1_000_000));
        }
        return List.of(new Rect(0, 0, size.width(), size.height()));
    }

    /// @param expected size of the result
    private Made make(Contender contender, Path source, Path trial, Optional<Size> expected) {
        var result = trial.resolve(contenders.indexOf(contender) + ".png");
        var order = new Order(LocalPlaces.uriOf(source), 1, contender.enhancement(), LocalPlaces.uriOf(result));
        var outcome = FailureWords.succeeded(wiring.pipeline().enhance(order, () -> {}));
        var size = size(outcome);
        if (!expected.orElse(size).equals(size)) {
            throw ExitCode.USAGE.failure("%s makes %s where %s is wanted; say by how much it enlarges with --scale"
                    .formatted(contender.name(), size, expected.orElseThrow()));
        }
        outcome.steps()
                .forEach(step -> models.computeIfAbsent(contender.name(), _ -> new LinkedHashSet<>())
                        .add(step.model() + " " + step.sha256()));
        return new Made(
                contender,
                result,
                size,
                outcome.seconds().values().stream()
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }

    private Size size(Path png) throws UnreadableImage, IOException {
        return wiring.srgbDecoder().probe(opened(png), 1).stored();
    }

    private static Size size(Outcome.Succeeded outcome) {
        var result = outcome.results().getFirst();
        return new Size(result.width(), result.height());
    }

    private Scores scores(Original original, SourceFaces faces, Path reference, Path source, Made made)
            throws UnreadableImage, IOException {
        var scores = described(made);
        if (task.factor() > 1) {
            scores = reduced(source, made).and(scores);
        }
        if (task.factor() > 1 && task.hasReference() && options.faces().isPresent()) {
            scores = faces.compared(pixels(made.result), options.faces().get()).and(scores);
        }
        return task.hasReference() ? compared(original, reference, made).and(scores) : scores;
    }

    private Trial trial(String image, List<String> tags, Made made, Scores scores) {
        var finite = new LinkedHashMap<String, Double>();
        scores.all()
                .forEach((metric, score) -> score.value().ifPresent(value -> {
                    if (Double.isNaN(value)) {
                        throw ExitCode.BAD_IMAGE.failure("%s of the result is not a number".formatted(metric.id()));
                    }
                    metrics.add(metric);
                    finite.put(metric.id(), Double.isFinite(value) ? value : PSNR_OF_EQUALS);
                }));
        return new Trial(image, tags, made.contender.name(), finite, made.size.pixels() / MEGAPIXEL, made.seconds);
    }

    private Scores compared(Original original, Path reference, Made made) throws UnreadableImage, IOException {
        try (var truth = wiring.srgbDecoder().decode(opened(reference), 1);
                var candidate = wiring.srgbDecoder().decode(opened(made.result), 1)) {
            return Metrics.compare(original, truth, candidate, options);
        }
    }

    private Scores described(Made made) throws UnreadableImage, IOException {
        try (var rows = wiring.srgbDecoder().decode(opened(made.result), 1)) {
            return Metrics.describe(rows, options);
        }
    }

    /// Whether the result, reduced again, is what the contender was given.
    private Scores reduced(Path source, Made made) throws UnreadableImage, IOException {
        try (var small = wiring.srgbDecoder().decode(opened(source), 1);
                var large = wiring.srgbDecoder().decode(opened(made.result), 1)) {
            return Metrics.reduction(small, large);
        }
    }

    private PixelBlock cubic(Path source) throws UnreadableImage, IOException {
        return CubicEnlargement.of(pixels(source), task.factor());
    }

    private PixelBlock pixels(Path file) throws UnreadableImage, IOException {
        return wiring.pictures().read(opened(file), Evaluation::whole).getFirst();
    }

    private static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }

    /// The comparison of all trials, if there were any.
    public Comparison comparison(SetName set) {
        var candidates = contenders.stream()
                .map(contender ->
                        new Candidate(contender.name(), List.copyOf(models.getOrDefault(contender.name(), Set.of()))))
                .toList();
        return new Comparison(
                set,
                task,
                candidates,
                metrics.stream().sorted(MeasureOrder.AS_SHOWN).toList(),
                trials,
                failures);
    }

    /// A part of each image, those first in which contenders differ most.
    public List<Crop> crops() {
        return crops.stream()
                .sorted(Comparator.comparingDouble(Crop::difference).reversed())
                .toList();
    }
}
