package dev.azulejo.core.look.noise;

/// Counts blocks by their variance, in bins of a sixteenth of an octave, and finds the lowest group that looks like
/// noise of one strength.
final class VarianceHistogram {
    private static final int BINS_PER_OCTAVE = 16;
    private static final int LEAST_EXPONENT = -10;
    private static final int BINS = 28 * BINS_PER_OCTAVE;

    /// The factor above the true variance at which blocks are cut off (two standard deviations). Answers of
    /// the filter are correlated: 256 of them vary as 67.7 independent ones do. The next constant is the
    /// mean below that cut.
    private static final double CUT = 1.3437;

    private static final double MEAN_BELOW_CUT = 0.98623;
    private static final double LEAST_SHARE = 0.01;
    private static final int LEAST_COUNT = 4;
    private static final int ROUNDS = 60;

    private final long[] counts = new long[BINS];
    private final double[] fine = new double[BINS];
    private final double[] coarse = new double[BINS];
    private long count;

    void add(double fineVariance, double coarseVariance) {
        int bin = bin(fineVariance);
        counts[bin]++;
        fine[bin] += fineVariance;
        coarse[bin] += coarseVariance;
        count++;
    }

    private static int bin(double variance) {
        double octaves = Math.log(variance) / Math.log(2) - LEAST_EXPONENT;
        return Math.clamp((int) (octaves * BINS_PER_OCTAVE), 0, BINS - 1);
    }

    VarianceHistogram with(VarianceHistogram other) {
        var sum = new VarianceHistogram();
        for (int bin = 0; bin < BINS; bin++) {
            sum.counts[bin] = counts[bin] + other.counts[bin];
            sum.fine[bin] = fine[bin] + other.fine[bin];
            sum.coarse[bin] = coarse[bin] + other.coarse[bin];
        }
        sum.count = count + other.count;
        return sum;
    }

    long count() {
        return count;
    }

    /// The lowest group of variances: begins with the least of them and grows until the blocks up to `CUT` times its
    /// variance have the mean that noise alone would have.
    Lowest lowest() {
        long least = Math.max(LEAST_COUNT, (long) (LEAST_SHARE * count));
        var lowest = upTo(0, least);
        for (int round = 0; round < ROUNDS; round++) {
            var next = upTo(CUT * lowest.fine(), least);
            if (next.blocks() == lowest.blocks() && round > 0) {
                break;
            }
            lowest = next;
        }
        return lowest;
    }

    /// Means over all blocks up to a variance, or over the `least` lowest ones if these are more.
    private Lowest upTo(double variance, long least) {
        int last = variance > 0 ? bin(variance) : -1;
        long blocks = 0;
        double sum = 0;
        double coarseSum = 0;
        for (int bin = 0; bin < BINS && (bin <= last || blocks < least); bin++) {
            blocks += counts[bin];
            sum += fine[bin];
            coarseSum += coarse[bin];
        }
        return new Lowest(sum / blocks / MEAN_BELOW_CUT, coarseSum / blocks, blocks);
    }

    /// @param fine mean variance at full resolution
    /// @param coarse mean variance after means over 2 x 2 pixels
    record Lowest(double fine, double coarse, long blocks) {
        /// The ratio of coarse to fine variance of texture, at most; white noise has a quarter.
        private static final double TEXTURE_RATIO = 1.5;

        private static final double WHITE_RATIO = 0.25;

        /// The share of noise in the variance below which there is probably none.
        private static final double DOUBTFUL_SHARE = 0.15;

        /// The share of noise from which all of it counts.
        private static final double SURE_SHARE = 0.25;

        /// The variance of the smoothest few blocks of fine texture, such as grass, which look like noise.
        private static final double TEXTURE_OF_FEW = 1.6 * 1.6;

        /// The number of blocks with one low variance that is no longer chance.
        private static final double MANY = 12;

        /// The part of the fine variance that is white noise, if the rest is texture.
        double whiteVariance() {
            double ratio = coarse / (fine * MEAN_BELOW_CUT);
            double share = Math.clamp((TEXTURE_RATIO - ratio) / (TEXTURE_RATIO - WHITE_RATIO), 0, 1);
            double sure = Math.clamp((share - DOUBTFUL_SHARE) / (SURE_SHARE - DOUBTFUL_SHARE), 0, 1);
            return Math.max(0, fine * share * sure - TEXTURE_OF_FEW * Math.max(0, 1 - blocks / MANY));
        }
    }
}
