package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.fsim.Fsim;
import dev.azulejo.quality.metric.fsim.Original;
import dev.azulejo.quality.metric.natural.Niqe;
import dev.azulejo.quality.metric.natural.Piqe;
import dev.azulejo.quality.metric.network.TiledDistance;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.StripPump;
import dev.azulejo.quality.metric.rows.StripReader;
import dev.azulejo.quality.metric.rows.UprightRows;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Metric.Needs;
import dev.azulejo.quality.metric.score.Scores;
import java.util.ArrayList;
import java.util.List;

/// Measures images in one pass over their rows, in memory that does not grow with their height. The caller
/// closes the rows; they are read by another thread meanwhile. Pixels are taken as sRGB, whatever their
/// profile, laid on white where they are transparent, and upright. Thread-safe.
public final class Metrics {
    private Metrics() {}

    /// Measures how far a candidate is from its reference.
    ///
    /// @throws DifferentSizes when the upright images are not of one size
    /// @throws UnreadableImage when a file turns out to be damaged
    public static Scores compare(ImageDecoder.Rows reference, ImageDecoder.Rows candidate) throws UnreadableImage {
        return compare(reference, candidate, MetricOptions.DEFAULT);
    }

    /// Measures as [#compare(ImageDecoder.Rows, ImageDecoder.Rows)], with options.
    public static Scores compare(ImageDecoder.Rows reference, ImageDecoder.Rows candidate, MetricOptions options)
            throws UnreadableImage {
        return compare(new Original(), reference, candidate, options);
    }

    /// Measures as [#compare(ImageDecoder.Rows, ImageDecoder.Rows)], for one of several comparisons with a
    /// reference.
    ///
    /// @param original of the reference, the same for all of them
    public static Scores compare(Original original, ImageDecoder.Rows reference, ImageDecoder.Rows candidate)
            throws UnreadableImage {
        return compare(original, reference, candidate, MetricOptions.DEFAULT);
    }

    /// Measures as [#compare(Original, ImageDecoder.Rows, ImageDecoder.Rows)], with options.
    public static Scores compare(
            Original original, ImageDecoder.Rows reference, ImageDecoder.Rows candidate, MetricOptions options)
            throws UnreadableImage {
        var size = upright(reference);
        if (!size.equals(upright(candidate))) {
            throw new DifferentSizes(size, upright(candidate));
        }
        int rows = options.rows(size.width());
        var meters = new ArrayList<PairMeter>(List.of(
                new Psnr(),
                new StructuralSimilarity(size, rows),
                new Fsim(size, original),
                TiledDistance.of(size, Metric.STLPIPS, options.perception()),
                new ColourDifference(size),
                new SeamEnergy(size, options)));
        options.own(Needs.REFERENCE).forEach(own -> meters.add(TiledDistance.of(size, own.metric(), own.network())));
        try (var one = UprightRows.of(reference);
                var other = UprightRows.of(candidate);
                var references = new StripPump(new StripReader(one, rows));
                var candidates = new StripPump(new StripReader(other, rows))) {
            while (references.hasNext()) {
                var strip = references.take();
                var counterpart = candidates.take();
                meters.forEach(meter -> meter.accept(strip, counterpart));
            }
        }
        var scores = new Scores.Builder();
        meters.forEach(meter -> meter.addTo(scores));
        return scores.scores();
    }

    /// Measures an image on its own.
    ///
    /// @throws UnreadableImage when the file turns out to be damaged
    public static Scores describe(ImageDecoder.Rows rows) throws UnreadableImage {
        return describe(rows, MetricOptions.DEFAULT);
    }

    /// Measures as [#describe(ImageDecoder.Rows)], with options.
    public static Scores describe(ImageDecoder.Rows rows, MetricOptions options) throws UnreadableImage {
        var size = upright(rows);
        int maxRows = options.rows(size.width());
        var meters = new ArrayList<Meter>(
                List.of(new Niqe(size, maxRows), new Piqe(size), new Sharpness(size, maxRows), new Blockiness(size)));
        options.own(Needs.NOTHING).forEach(own -> meters.add(TiledDistance.alone(size, own)));
        try (var source = UprightRows.of(rows);
                var strips = new StripPump(new StripReader(source, maxRows))) {
            while (strips.hasNext()) {
                var strip = strips.take();
                meters.forEach(meter -> meter.accept(strip));
            }
        }
        var scores = new Scores.Builder();
        meters.forEach(meter -> meter.addTo(scores));
        return scores.scores();
    }

    /// Measures how well a result, reduced again, matches the source that it was made of.
    ///
    /// @throws UnreadableImage when a file turns out to be damaged
    public static Scores reduction(ImageDecoder.Rows source, ImageDecoder.Rows result) throws UnreadableImage {
        return reduction(source, result, MetricOptions.DEFAULT);
    }

    /// Measures as [#reduction(ImageDecoder.Rows, ImageDecoder.Rows)], with options.
    public static Scores reduction(ImageDecoder.Rows source, ImageDecoder.Rows result, MetricOptions options)
            throws UnreadableImage {
        var size = upright(source);
        int scale = Reduction.scale(size, upright(result));
        var scores = new Scores.Builder();
        if (scale == 0) {
            scores.put(
                    Metric.DOWNSCALE_PSNR,
                    Scores.Score.none(
                            "the result is %s, no whole multiple of the source's %s".formatted(upright(result), size)));
            return scores.scores();
        }
        int rows = Math.max(1, options.rows(size.width() * scale) / scale);
        var reduction = new Reduction(size, scale);
        try (var one = UprightRows.of(source);
                var other = UprightRows.of(result)) {
            reduction.measure(new StripReader(one, rows), new StripReader(other, rows * scale));
        }
        scores.put(Metric.DOWNSCALE_PSNR, reduction.score());
        return scores.scores();
    }

    private static Size upright(ImageDecoder.Rows rows) {
        return rows.image().orientation().upright(rows.image().stored());
    }
}
