package dev.azulejo.quality.edge;

import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Metric.Better;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/// Tells whether results of a model on trial look worse than those of the model that it replaces, on other
/// sources: the difference of the means of a no-reference score, with the interval that a bootstrap over
/// both gives. Pure.
public final class Drift {
    private static final int RESAMPLES = 2_000;
    private static final long SEED = 20_261_128;

    /// The part outside the interval at each end. Five scores are checked each time: with 99 of 100 instead
    /// of 95 a false alarm comes once in twenty times.
    private static final double TAIL = 0.005;

    /// The least number of results of each model: a mean of fewer says nothing.
    public static final int LEAST_RESULTS = 20;

    private Drift() {}

    /// A score by which the model on trial is surely worse.
    ///
    /// @param usual the mean of the incumbent
    /// @param worseBy at least
    public record Sign(Metric metric, double usual, double onTrial, double worseBy) {}

    /// @return empty if there is no sign of drift, or too little to tell
    public static List<Sign> signs(List<Described> results, String incumbent, String onTrial) {
        var signs = new ArrayList<Sign>();
        for (var metric : Metric.values()) {
            var usual = values(results, incumbent, metric);
            var tried = values(results, onTrial, metric);
            if (usual.length < LEAST_RESULTS || tried.length < LEAST_RESULTS) {
                continue;
            }
            double direction = metric.better() == Better.HIGHER ? 1 : -1;
            double worseBy = direction * lowEnd(usual, tried, direction);
            if (worseBy > 0) {
                signs.add(new Sign(metric, mean(usual), mean(tried), worseBy));
            }
        }
        return signs;
    }

    private static double[] values(List<Described> results, String model, Metric metric) {
        return results.stream()
                .filter(result -> result.models().contains(model))
                .flatMapToDouble(result -> result.score(metric).stream())
                .toArray();
    }

    /// The lower end of the interval of the loss: the amount by which the model on trial is surely worse.
    private static double lowEnd(double[] usual, double[] tried, double direction) {
        var random = new SplittableRandom(SEED);
        var differences = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            differences[resample] = resampled(usual, random) - resampled(tried, random);
        }
        Arrays.sort(differences);
        int tail = (int) (TAIL * RESAMPLES);
        return direction > 0 ? differences[tail] : differences[RESAMPLES - 1 - tail];
    }

    private static double resampled(double[] values, SplittableRandom random) {
        double sum = 0;
        for (int i = 0; i < values.length; i++) {
            sum += values[random.nextInt(values.length)];
        }
        return sum / values.length;
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }
}
