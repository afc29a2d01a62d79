package dev.azulejo.quality.metric;

import dev.azulejo.quality.metric.rows.Lanes;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.IntStream;

/// A grid of borders at equal distances along one side of an image, where steps are larger than elsewhere.
///
/// Ranks decide what is larger than by chance, because steps of a picture are not normally distributed:
/// without a grid, the logarithm of the share of steps that are as large has an exponential distribution,
/// and its sum over the borders of a grid a gamma distribution. All periods get the same share of the
/// chance of a false alarm, and so have all offsets of a period.
///
/// @param period from one border to the next, in pixels
/// @param offset of the first border
/// @param excess mean step at the borders, less the median of all steps
/// @param clarity negative logarithm of the chance to find one as clear if there is none
record Grid(int period, int offset, double excess, double clarity) {
    /// The least clarity of a grid: a chance of one in a thousand.
    private static final double CLEAR = Math.log(1000);

    /// The number of borders below which ranks cannot tell: they count if all are far larger than any other
    /// step.
    private static final int FEW = 8;

    private static final double FAR_LARGER = 2;

    /// The clearest grid with a period in a range, if it is clear at all.
    ///
    /// @param steps by position; the first counts for nothing
    static Optional<Grid> clearest(double[] steps, int leastPeriod, int greatestPeriod) {
        int greatest = Math.min(greatestPeriod, steps.length - 1);
        if (greatest < leastPeriod) {
            return Optional.empty();
        }
        var search = new Search(steps, leastPeriod, greatest);
        var best = new Grid[greatest - leastPeriod + 1];
        Lanes.each(best.length, i -> best[i] = search.best(leastPeriod + i));
        return Arrays.stream(best)
                .reduce((one, other) -> other.clarity > one.clarity ? other : one)
                .filter(grid -> grid.clarity >= CLEAR)
                .or(search::outstanding);
    }

    private static final class Search {
        private final double[] steps;
        private final int leastPeriod;
        private final int greatestPeriod;
        private final int[] descending;
        private final double middle;
        private final double[] rarities;
        private final int periods;

        Search(double[] steps, int leastPeriod, int greatestPeriod) {
            this.steps = steps;
            this.leastPeriod = leastPeriod;
            this.greatestPeriod = greatestPeriod;
            descending = IntStream.range(1, steps.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(position -> -steps[position]))
                    .mapToInt(position -> position)
                    .toArray();
            middle = steps[descending[descending.length / 2]];
            rarities = new double[steps.length];
            for (int rank = descending.length - 1, asLarge = rank; rank >= 0; rank--) {
                boolean isTie = rank + 1 < descending.length && step(rank) == step(rank + 1);
                asLarge = isTie ? asLarge : rank;
                rarities[descending[rank]] = -Math.log((asLarge + 1.0) / descending.length);
            }
            periods = greatestPeriod - leastPeriod + 1;
        }

        private double step(int rank) {
            return steps[descending[rank]];
        }

        Grid best(int period) {
            var rarity = new double[period];
            var excess = new double[period];
            for (int position = 1, offset = 1 % period; position < steps.length; position++) {
                rarity[offset] += rarities[position];
                excess[offset] += steps[position] - middle;
                offset = offset + 1 == period ? 0 : offset + 1;
            }
            var best = new Grid(period, 0, 0, 0);
            for (int offset = 0; offset < period; offset++) {
                int borders = borders(period, offset);
                if (excess[offset] > 0 && rarity[offset] > borders) {
                    double clarity = -logChance(borders, rarity[offset]) - Math.log((double) periods * period);
                    if (clarity > best.clarity) {
                        best = new Grid(period, offset, excess[offset] / borders, clarity);
                    }
                }
            }
            return best;
        }

        private int borders(int period, int offset) {
            int first = offset == 0 ? period : offset;
            return first < steps.length ? (steps.length - 1 - first) / period + 1 : 0;
        }

        /// Logarithm of the chance that `count` exponentials sum up to more than `sum`, itself more than
        /// `count`.
        private static double logChance(int count, double sum) {
            double term = 1;
            double terms = 1; // from the last one back, in parts of it: each is smaller than the one after
            double logLast = 0;
            for (int k = count - 1; k > 0; k--) {
                term *= k / sum;
                terms += term;
                logLast += Math.log(sum / k);
            }
            return -sum + logLast + Math.log(terms);
        }

        /// A grid of a few borders that are far larger than any other step.
        Optional<Grid> outstanding() {
            for (int count = 1; count <= FEW && count < descending.length; count++) {
                if (step(count - 1) > FAR_LARGER * step(count)) {
                    var borders = Arrays.stream(descending, 0, count).sorted().toArray();
                    int period = count == 1 ? Math.max(borders[0], steps.length - borders[0]) : borders[1] - borders[0];
                    int offset = borders[0] % period;
                    boolean isGrid = period >= leastPeriod
                            && period <= greatestPeriod
                            && borders(period, offset) == count
                            && IntStream.range(0, count).allMatch(i -> borders[i] == borders[0] + i * period);
                    return isGrid ? Optional.of(grid(period, offset, borders)) : Optional.empty();
                }
            }
            return Optional.empty();
        }

        private Grid grid(int period, int offset, int[] borders) {
            double mean = Arrays.stream(borders)
                    .mapToDouble(border -> steps[border])
                    .average()
                    .orElse(0);
            return new Grid(period, offset, mean - middle, CLEAR);
        }
    }
}
