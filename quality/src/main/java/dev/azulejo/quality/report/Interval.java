package dev.azulejo.quality.report;

import java.util.Arrays;
import java.util.SplittableRandom;

/// A mean and where it would lie, 95 times in 100, over other images of the same kind.
///
/// @param low the 2.5th percentile of the means of resampled images (Efron's percentile bootstrap)
/// @param high the 97.5th
/// @param images how many there were
public record Interval(double mean, double low, double high, int images) {
    /// So many that the ends of an interval are steady in the digits that are shown.
    static final int RESAMPLES = 2_000;

    private static final long SEED = 20_261_127;
    private static final double TAIL = 0.025;

    /// The same for the same values in the same order. Of one value, or of values that are not all finite, the ends are
    /// as wide as can be.
    ///
    /// @param values one of each image; at least one
    public static Interval of(double[] values) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no mean");
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length == 1 || !Double.isFinite(mean)) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, values.length);
        }
        var random = new SplittableRandom(SEED);
        var means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double sum = 0;
            for (int image = 0; image < values.length; image++) {
                sum += values[random.nextInt(values.length)];
            }
            means[resample] = sum / values.length;
        }
        Arrays.sort(means);
        int tail = (int) (TAIL * RESAMPLES);
        return new Interval(mean, means[tail], means[RESAMPLES - 1 - tail], values.length);
    }

    /// Whether it says that there is a difference at all.
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
