package dev.azulejo.quality.report;

import dev.azulejo.arena.statistics.StudentT;
import java.util.Arrays;

/// A mean and its 95 % confidence interval over other images of the same kind. (Student's interval: for
/// normally distributed values its chance is exact however few there are; a bootstrap of six values holds
/// the truth in 85 of 100.)
///
/// @param low the lower end; negative infinity if there are fewer than [#FEWEST] images
/// @param high the upper end
/// @param images how many there were
public record Interval(double mean, double low, double high, int images) {
    /// The number of images below which no interval is shown, because it would be too wide, or depend too
    /// much on how values are distributed.
    public static final int FEWEST = 5;

    private static final double CHANCE = 0.95;

    /// @param values one of each image; at least one
    public static Interval of(double[] values) {
        return of(values, CHANCE);
    }

    /// An interval of one of several means, which hold all true values at 95 % together (Bonferroni).
    ///
    /// @param times number of intervals
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

    /// Whether the interval shows that there is a difference at all.
    public boolean excludesZero() {
        return low > 0 || high < 0;
    }
}
