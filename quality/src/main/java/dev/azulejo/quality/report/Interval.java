package dev.azulejo.quality.report;

import dev.azulejo.quality.statistics.StudentT;
import java.util.Arrays;

/// A mean and where it would lie, 95 times in 100, over other images of the same kind. (Student's interval: it holds
/// the truth as often as it says for values that are spread normally, however few there are; a bootstrap of six values
/// does in 85 of 100.)
///
/// @param low the lower end; as low as can be where there are fewer than [#FEWEST] images
/// @param high the upper end
/// @param images how many there were
public record Interval(double mean, double low, double high, int images) {
    /// Of fewer images an interval is so wide, or so much a matter of how their values are spread, that none is shown.
    public static final int FEWEST = 5;

    private static final double CHANCE = 0.95;

    /// @param values one of each image; at least one
    public static Interval of(double[] values) {
        return of(values, CHANCE);
    }

    /// One of several intervals that all together hold the truth 95 times in 100. (Bonferroni)
    ///
    /// @param times how many there are
    static Interval ofMany(double[] values, int times) {
        return of(values, 1 - (1 - CHANCE) / times);
    }

    private static Interval of(double[] values, double chance) {
        if (values.length == 0) {
            throw new IllegalArgumentException("nothing has no mean");
        }
        double mean = Arrays.stream(values).average().orElseThrow();
        if (values.length < FEWEST || !Double.isFinite(mean)) {
            return new Interval(mean, Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, values.length);
        }
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        double reach = StudentT.reach(chance, values.length - 1) * error;
        return new Interval(mean, mean - reach, mean + reach, values.length);
    }

    /// Whether it says that there is a difference at all.
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
