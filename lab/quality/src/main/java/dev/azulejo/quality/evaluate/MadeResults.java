package dev.azulejo.quality.evaluate;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.imaging.PlainPictures;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.LocalConfig;
import dev.azulejo.local.machine.UserFiles;
import dev.azulejo.local.wiring.EmbeddedWiring;
import dev.azulejo.local.wiring.Remembered;
import dev.azulejo.quality.crop.Differences;
import dev.azulejo.quality.edge.Described;
import dev.azulejo.quality.edge.ReducedRows;
import dev.azulejo.quality.metric.Metrics;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Results that this machine made, as they look without a truth. Thread-safe.
public final class MadeResults {
    /// The side of a crop of a source.
    public static final int CROP_SIDE = 256;

    private final LocalConfig config;
    private final ImageDecoder decoder;
    private final PlainPictures pictures;

    public MadeResults(LocalConfig config) {
        this.config = config;
        decoder = EmbeddedWiring.srgbDecoder(config);
        pictures = EmbeddedWiring.pictures(config);
    }

    /// @param source where it still lies, if it does
    public record MadeResult(Described described, Path result, Optional<Path> source) {}

    /// @return nothing for a file that azulejo did not make here
    /// @throws dev.azulejo.local.exit.CommandFailure when it cannot be read
    public Optional<MadeResult> of(Path named) {
        var file = UserFiles.readable(named);
        return Remembered.outcome(file, config).map(outcome -> made(named, file, outcome));
    }

    private MadeResult made(Path named, Path file, Succeeded outcome) {
        var source = source(outcome);
        var scores = new EnumMap<Metric, Double>(Metric.class);
        try {
            try (var rows = decoder.decode(opened(file), 1)) {
                add(Metrics.describe(rows), scores);
            }
            if (source.isPresent()) {
                try (var small = decoder.decode(opened(source.get()), 1);
                        var large = decoder.decode(opened(file), 1)) {
                    add(Metrics.reduction(small, large), scores);
                }
            }
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure(e.detail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var models = outcome.steps().stream().map(Step::model).toList();
        return new MadeResult(new Described(named.toString(), models, scores), file, source);
    }

    private static void add(Scores measured, Map<Metric, Double> scores) {
        for (var metric : Metric.values()) {
            measured.value(metric).ifPresent(value -> scores.put(metric, value));
        }
    }

    private static Optional<Path> source(Succeeded outcome) {
        var uri = outcome.source().uri().toString();
        return uri.startsWith("file:")
                ? Optional.of(Path.of(URI.create(uri))).filter(Files::isRegularFile)
                : Optional.empty();
    }

    /// The part of a result's source in which the result, reduced again, differs most from it; the middle of it where
    /// that cannot be told.
    public byte[] crop(MadeResult made) {
        var source = made.source().orElseThrow();
        try {
            var rect = most(source, made.result());
            return pictures.png(part(source, rect));
        } catch (UnreadableImage e) {
            throw ExitCode.BAD_IMAGE.failure(e.detail());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private PixelBlock part(Path source, Optional<Rect> rect) throws UnreadableImage, IOException {
        return pictures.read(opened(source), size -> List.of(rect.orElseGet(() -> middle(size))))
                .getFirst();
    }

    private Optional<Rect> most(Path source, Path result) throws UnreadableImage, IOException {
        try (var small = decoder.decode(opened(source), 1);
                var large = decoder.decode(opened(result), 1)) {
            var size = small.image().stored();
            int factor = large.image().stored().width() / size.width();
            boolean alike = factor > 0
                    && size.equals(small.image().orientation().upright(size))
                    && large.image().stored().equals(new Size(size.width() * factor, size.height() * factor))
                    && large.image().pixels().equals(small.image().pixels())
                    && small.image().pixels().bits() == 8;
            return alike
                    ? Optional.of(Differences.of(List.of(small, new ReducedRows(large, factor)))
                            .most(CROP_SIDE)
                            .rect())
                    : Optional.empty();
        }
    }

    private static Rect middle(Size size) {
        int width = Math.min(CROP_SIDE, size.width());
        int height = Math.min(CROP_SIDE, size.height());
        return new Rect((size.width() - width) / 2, (size.height() - height) / 2, width, height);
    }

    private static InputStream opened(Path file) throws IOException {
        return new BufferedInputStream(Files.newInputStream(file));
    }
}
