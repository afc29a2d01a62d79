package dev.azulejo.quality.metric;

import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.PairMeter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;
import java.util.List;
import java.util.function.Function;

/// Peak signal-to-noise ratio, 10 log10(255² / MSE): over the samples of all three colours, and of luma.
final class Psnr implements PairMeter {
    private static final double PEAK = 255;

    private double colourSum;
    private double lumaSum;
    private long pixels;

    @Override
    public void accept(Strip reference, Strip candidate) {
        var planes = List.<Function<Strip, double[]>>of(Strip::red, Strip::green, Strip::blue);
        for (double sum : Lanes.map(
                reference.rows(),
                row -> planes.stream()
                        .mapToDouble(plane ->
                                squares(plane.apply(reference), plane.apply(candidate), reference.width(), row))
                        .sum())) {
            colourSum += sum;
        }
        for (double sum : Lanes.map(
                reference.rows(), row -> squares(reference.luma(), candidate.luma(), reference.width(), row))) {
            lumaSum += sum;
        }
        pixels += (long) reference.rows() * reference.width();
    }

    private static double squares(double[] one, double[] other, int width, int row) {
        double sum = 0;
        for (int i = row * width; i < (row + 1) * width; i++) {
            double difference = one[i] - other[i];
            sum += difference * difference;
        }
        return sum;
    }

    @Override
    public void addTo(Scores.Builder scores) {
        scores.put(Metric.PSNR, score(colourSum / (3.0 * pixels)));
        scores.put(Metric.PSNR_Y, score(lumaSum / pixels));
    }

    private Scores.Score score(double meanSquare) {
        if (meanSquare > 0) {
            return Scores.Score.of(10 * Math.log10(PEAK * PEAK / meanSquare));
        }
        var same =
                colourSum > 0 ? "luma is identical, so it is infinite" : "the images are identical, so it is infinite";
        return Scores.Score.of(Double.POSITIVE_INFINITY, same);
    }
}
