package dev.azulejo.quality.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cli.command.lab.Laboratory;
import dev.azulejo.cli.option.LibvipsOption;
import dev.azulejo.cli.view.Console;
import dev.azulejo.cli.view.JsonLines;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.ProbedImage;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.exit.FailureWords;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.quality.evaluate.LocalPerception;
import dev.azulejo.quality.evaluate.OwnNetworks;
import dev.azulejo.quality.metric.DifferentSizes;
import dev.azulejo.quality.metric.MetricOptions;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.score.Measure;
import dev.azulejo.quality.metric.score.Scores;
import dev.azulejo.storage.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `azulejo metrics`: how good an image is, against a reference or on its own.
@Command(
        name = "metrics",
        description = {Laboratory.METRICS, "Of files of any size; what each metric means stands in docs/quality.md."},
        mixinStandardHelpOptions = true)
public final class MetricsCommand implements Callable<Integer> {
    private static final JsonMapper JSON = new JsonMapper();

    @Parameters(
            index = "0",
            paramLabel = "REFERENCE",
            description = "The image as it should be; or, alone, the image to be measured.")
    private Path first = Path.of("");

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "CANDIDATE",
            description = "The image to be measured, of the same size.")
    private @Nullable Path second;

    @Option(
            names = "--source",
            paramLabel = "FILE",
            description = "What the image was enlarged from: measures whether, reduced again, it is the same.")
    private @Nullable Path source;

    @Option(
            names = "--tile",
            paramLabel = "PX",
            description = "From one border of its tiles to the next, in pixels of the image, for the seam energy;"
                    + " without it the clearest grid is looked for.")
    private @Nullable Integer tile;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Mixin
    private NetworkOption networks = new NetworkOption();

    @Mixin
    private LibvipsOption libvips = new LibvipsOption();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final Set<Path> warned = new HashSet<>();

    /// Which file a failure is about.
    private final AtomicReference<Path> broken = new AtomicReference<>(first);

    @Override
    public Integer call() {
        if (tile != null && tile < 2) {
            throw ExitCode.USAGE.failure("--tile is %d, not a number of pixels from 2 on".formatted(tile));
        }
        if (tile != null && second == null) {
            throw ExitCode.USAGE.failure("--tile is about errors at the borders of tiles, so it needs a reference");
        }
        broken.set(candidate());
        try {
            print(measured());
            return ExitCode.OK.code();
        } catch (RuntimeException | VirtualMachineError e) { // the boundary of a file, for readers of JSON
            if (json) {
                spec.commandLine().getOut().println(JsonLines.failure(broken.get(), FailureWords.shown(e)));
            }
            throw e;
        }
    }

    private Path candidate() {
        return second == null ? first : second;
    }

    private record Measured(Size size, Scores scores) {}

    private Measured measured() {
        var decoder = EmbeddedWiring.srgbDecoder(libvips.config());
        int threads = Runtime.getRuntime().availableProcessors();
        try (var own = OwnNetworks.open(networks.folders(), threads);
                var one = open(decoder, first)) {
            var without = MetricOptions.DEFAULT.withOwn(own.networks());
            var options = tile == null ? without : without.withTileSide(tile);
            var size = upright(one.image());
            var scores =
                    second == null ? Metrics.describe(one, options) : compared(decoder, one, second, threads, options);
            return new Measured(size, source == null ? scores : scores.and(reduced(decoder, source, options)));
        } catch (UnreadableImage e) {
            throw new IllegalStateException("rows with a name say it themselves", e);
        }
    }

    private Scores compared(
            ImageDecoder decoder, ImageDecoder.Rows reference, Path candidate, int threads, MetricOptions options)
            throws UnreadableImage {
        try (var rows = open(decoder, candidate);
                var network = LocalPerception.open(libvips.config(), threads)) {
            return Metrics.compare(reference, rows, options.withPerception(network.perception()));
        } catch (DifferentSizes e) {
            throw ExitCode.BAD_IMAGE.failure(
                    "%s and %s cannot be compared: %s".formatted(first, candidate, e.getMessage()));
        }
    }

    private Scores reduced(ImageDecoder decoder, Path file, MetricOptions options) throws UnreadableImage {
        try (var small = open(decoder, file);
                var large = open(decoder, candidate())) {
            return Metrics.reduction(small, large, options);
        }
    }

    private ImageDecoder.Rows open(ImageDecoder decoder, Path named) {
        broken.set(named);
        try {
            var file = UserFiles.readable(named);
            var rows = new NamedRows(named, decoder.decode(Files.newInputStream(file), 1), broken);
            if (warned.add(named)) {
                beware(named, rows.image());
            }
            broken.set(candidate());
            return rows;
        } catch (CommandFailure failure) {
            throw failure.exitCode().failure("%s: %s".formatted(named, failure.line()));
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure("%s %s".formatted(named, e.detail()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Says what is not measured.
    private void beware(Path named, ProbedImage image) {
        var err = spec.commandLine().getErr();
        image.warnings()
                .forEach(warning -> err.println(Console.printable("azulejo: %s: %s".formatted(named, warning))));
    }

    /// Rows whose failure names their file.
    private record NamedRows(Path named, ImageDecoder.Rows rows, AtomicReference<Path> broken)
            implements ImageDecoder.Rows {
        @Override
        public ProbedImage image() {
            return rows.image();
        }

        @Override
        public void next(int count, byte[] target, int offset) {
            try {
                rows.next(count, target, offset);
            } catch (UnreadableImage e) {
                broken.set(named);
                throw ExitCode.BAD_IMAGE.failure("%s %s".formatted(named, e.detail()));
            }
        }

        @Override
        public void close() {
            rows.close();
        }
    }

    private static Size upright(ProbedImage image) {
        return image.orientation().upright(image.stored());
    }

    private void print(Measured measured) {
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Printable.json(line(measured).toString()));
            return;
        }
        out.println(Console.printable(
                second == null
                        ? "%s: %s".formatted(first, measured.size())
                        : "%s against %s: %s".formatted(second, first, measured.size())));
        measured.scores().all().forEach((metric, score) -> out.println(Console.printable(row(metric, score))));
    }

    private ObjectNode line(Measured measured) {
        var line = JSON.createObjectNode();
        if (second == null) {
            line.put("file", first.toString());
        } else {
            line.put("reference", first.toString()).put("candidate", second.toString());
        }
        line.put("width", measured.size().width()).put("height", measured.size().height());
        measured.scores().addTo(line);
        return line;
    }

    private static String row(Measure metric, Scores.Score score) {
        var value = score.value().isPresent()
                ? String.format(Locale.ROOT, "%.4f", score.value().getAsDouble())
                : "none";
        var words = "%s; %s is better"
                .formatted(metric.words(), metric.better().name().toLowerCase(Locale.ROOT));
        var note = score.note().map(said -> " (" + said + ")").orElse("");
        return "  %-14s  %10s %-6s  %s%s".formatted(metric.id(), value, metric.unit(), words, note);
    }
}
