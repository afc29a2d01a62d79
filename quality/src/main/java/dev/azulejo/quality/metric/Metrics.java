package dev.azulejo.quality.metric;

import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import java.util.List;

/// Measures images in one pass over their rows, in memory that does not grow with their height. Whoever opened the
/// rows closes them. Pixels are taken as sRGB, whatever profile comes with them. Thread-safe.
public final class Metrics {
    private Metrics() {}

    /// Measures how far a candidate is from its reference.
    ///
    /// @throws DifferentSizes when the upright images are not of one size
    /// @throws UnreadableImage when a file breaks on the way
    public static Scores compare(ImageDecoder.Rows reference, ImageDecoder.Rows candidate) throws UnreadableImage {
        return compare(reference, candidate, MetricOptions.DEFAULT);
    }

    /// As [#compare(ImageDecoder.Rows, ImageDecoder.Rows)].
    public static Scores compare(ImageDecoder.Rows reference, ImageDecoder.Rows candidate, MetricOptions options)
            throws UnreadableImage {
        var size = reference.image().orientation().upright(reference.image().stored());
        var other = candidate.image().orientation().upright(candidate.image().stored());
        if (!size.equals(other)) {
            throw new DifferentSizes(size, other);
        }
        int rows = options.rows(size.width());
        var references = new StripReader(reference, rows);
        var candidates = new StripReader(candidate, rows);
        var meters = List.of(
                new Psnr(),
                new StructuralSimilarity(size, rows),
                new Fsim(size),
                new ColourDifference(size),
                new SeamEnergy(size, options));
        var one = references.newStrip();
        var two = candidates.newStrip();
        while (references.next(one) && candidates.next(two)) {
            meters.forEach(meter -> meter.accept(one, two));
        }
        var scores = new Scores.Builder();
        meters.forEach(meter -> meter.addTo(scores));
        return scores.scores();
    }

    /// Measures an image on its own.
    ///
    /// @throws UnreadableImage when the file breaks on the way
    public static Scores describe(ImageDecoder.Rows rows) throws UnreadableImage {
        return describe(rows, MetricOptions.DEFAULT);
    }

    /// As [#describe(ImageDecoder.Rows)].
    public static Scores describe(ImageDecoder.Rows rows, MetricOptions options) throws UnreadableImage {
        var size = rows.image().orientation().upright(rows.image().stored());
        int maxRows = options.rows(size.width());
        var reader = new StripReader(rows, maxRows);
        var meters = List.of(new Sharpness(size, maxRows), new Blockiness(size));
        var strip = reader.newStrip();
        while (reader.next(strip)) {
            meters.forEach(meter -> meter.accept(strip));
        }
        var scores = new Scores.Builder();
        meters.forEach(meter -> meter.addTo(scores));
        return scores.scores();
    }
}
