package dev.azulejo.quality.metric;

import java.util.Arrays;
import java.util.Optional;

/// Borders at equal distances along one side of an image, where steps are larger than elsewhere.
///
/// @param period from one border to the next, in pixels
/// @param offset of the first border
/// @param excess mean step at the borders, less the median of all steps
/// @param clarity excess in standard errors: how unlike chance it is
record Grid(int period, int offset, double excess, double clarity) {
    /// What chance makes of some thousand grids that are looked at, with room.
    private static final double CLEAR = 6;

    /// Of a normal distribution: standard deviation by median distance from the median.
    private static final double SIGMA_BY_MAD = 1.4826;

    /// The clearest grid of the periods in question, if it is clear at all.
    ///
    /// @param steps by position; the first counts for nothing
    static Optional<Grid> clearest(double[] steps, int leastPeriod, int greatestPeriod) {
        if (steps.length < 2) {
            return Optional.empty();
        }
        double middle = median(Arrays.copyOfRange(steps, 1, steps.length));
        double spread = SIGMA_BY_MAD
                * median(Arrays.stream(steps, 1, steps.length)
                        .map(step -> Math.abs(step - middle))
                        .toArray());
        int greatest = Math.min(greatestPeriod, steps.length - 1);
        var best = new Grid[Math.max(0, greatest - leastPeriod + 1)];
        Lanes.each(best.length, i -> best[i] = best(steps, leastPeriod + i, middle, spread));
        return Arrays.stream(best)
                .reduce((one, other) -> other.clarity > one.clarity ? other : one)
                .filter(grid -> grid.clarity >= CLEAR);
    }

    private static Grid best(double[] steps, int period, double middle, double spread) {
        var sums = new double[period];
        for (int position = 1, offset = 1 % period; position < steps.length; position++) {
            sums[offset] += steps[position] - middle;
            offset = offset + 1 == period ? 0 : offset + 1;
        }
        var best = new Grid(period, 0, 0, 0);
        for (int offset = 0; offset < period; offset++) {
            int first = offset == 0 ? period : offset;
            int borders = first < steps.length ? (steps.length - 1 - first) / period + 1 : 0;
            double excess = borders == 0 ? 0 : sums[offset] / borders;
            // steps that are all alike have no spread, and any excess is clear
            double clarity = excess <= 0 ? 0 : excess * Math.sqrt(borders) / (spread + 1e-9);
            if (clarity > best.clarity) {
                best = new Grid(period, offset, excess, clarity);
            }
        }
        return best;
    }

    private static double median(double[] values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
