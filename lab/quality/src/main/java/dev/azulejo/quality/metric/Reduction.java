package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.rows.StripReader;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.function.Function;

/// Measures how near an enlarged image comes to its source when it is reduced to the source's size, by
/// averaging as [dev.azulejo.core.infer] does to find implausible answers (ADR 14): PSNR of all colours.
final class Reduction {
    private static final List<Function<Strip, double[]>> PLANES = List.of(Strip::red, Strip::green, Strip::blue);
    private static final double PEAK = 255;

    private final int scale;
    private final int width;
    private final long samples;
    private double squares;

    /// @param source size of the image that was enlarged
    /// @param scale how many times
    Reduction(Size source, int scale) {
        this.scale = scale;
        this.width = source.width();
        this.samples = source.pixels() * PLANES.size();
    }

    /// How many times as large the result is; 0 if by no whole number.
    static int scale(Size source, Size result) {
        int scale = result.width() / source.width();
        return scale > 0 && source.times(scale).equals(result) ? scale : 0;
    }

    void measure(StripReader sources, StripReader results) throws UnreadableImage {
        var source = sources.newStrip();
        var result = results.newStrip();
        while (sources.next(source) && results.next(result)) {
            for (double sum : Lanes.map(source.rows(), row -> squares(source, result, row))) {
                squares += sum;
            }
        }
    }

    private double squares(Strip source, Strip result, int row) {
        double sum = 0;
        for (var plane : PLANES) {
            var given = plane.apply(source);
            var made = plane.apply(result);
            for (int x = 0; x < width; x++) {
                double mean = 0;
                for (int y = row * scale; y < (row + 1) * scale; y++) {
                    int first = (y * width + x) * scale;
                    for (int i = first; i < first + scale; i++) {
                        mean += made[i];
                    }
                }
                double difference = mean / (scale * scale) - given[row * width + x];
                sum += difference * difference;
            }
        }
        return sum;
    }

    Scores.Score score() {
        return squares > 0
                ? Scores.Score.of(10 * Math.log10(PEAK * PEAK * samples / squares))
                : Scores.Score.of(Double.POSITIVE_INFINITY, "the result reduced is the source, so it is infinite");
    }
}
