package dev.azulejo.core.look.jpeg;

import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.SpreadBlocks;
import java.util.Arrays;
import java.util.Comparator;
import java.util.OptionalDouble;
import java.util.stream.IntStream;

/// Measures the white noise that luma had before it became a JPEG, in one pass over the rows of a picture, in blocks
/// of its grid spread evenly over it. For one thread; 2 MB, whatever the size of the picture.
///
/// Quantisation leaves nothing that looks like noise, but says how often it rounded a coefficient to zero: one of
/// noise with the deviation σ survives a step s with the chance erfc(s / (2√2 σ)), and an orthonormal DCT leaves white
/// noise as strong in each coefficient. So σ is where as many coefficients survive as did in the flattest blocks, for
/// each of four bands of frequencies. Texture is stronger in the lower ones; noise has no more than the weakest.
public final class JpegNoiseLook {
    private static final int SIDE = Cosines.SIDE;

    /// About the most blocks measured, whose coefficients are kept.
    private static final int MOST_BLOCKS = 6_000;

    /// The share of blocks that count, those with the least energy at the lowest frequencies.
    private static final double FLATTEST = 0.05;

    private static final int LEAST_BLOCKS = 16;

    /// The fewest blocks of which the flattest are told: in a thumbnail hardly any is flat.
    private static final int LEAST_OF_ALL = 8 * LEAST_BLOCKS;

    /// The lowest and the highest sum of row and column of the coefficients in each band.
    private static final int[][] BANDS = {{3, 3}, {4, 4}, {5, 5}, {6, 7}};

    private static final int HIGHEST_OF_FLATNESS = 2;

    /// The step above which nearly all noise is rounded to zero.
    private static final int COARSEST_STEP = 40;

    /// Below quality 90. Photographs with white noise of 12 to 25 levels had up to 1.4 times the least in their
    /// strongest band at quality 75, thumbnails of them 1.6; water, grass and gravel twice as much. Less than 4,
    /// which is 6 levels in a colour band, is not told from texture. Fine sand and water are even in all bands.
    private static final Limits COARSE = new Limits(4, 17, 6.7, 1.6, 0);

    /// From quality 90 on, where weaker noise survives, and the pixels show what is stronger.
    private static final Limits FINE = new Limits(1.3, 4, 0, 2, 0.02);

    /// The least and the greatest mean level of a block whose noise was not cut off at black or white. The JPEG has
    /// smoothed the cut away.
    private static final float DARKEST = 24;

    private static final float BRIGHTEST = 231;
    private static final float[][] COSINES = Cosines.of(SIDE);

    /// What is noise and what is texture.
    ///
    /// @param least deviation, in levels of luma, that is told from texture and worth to be removed
    /// @param most deviation; more is sooner texture
    /// @param surelyNoise deviation from which texture must be ruled out: removing less costs next to nothing
    /// @param mostOfWeakest how much more the strongest band may have than the weakest
    /// @param share of the finest structure of all blocks, by variance, that must be noise
    private record Limits(double least, double most, double surelyNoise, double mostOfWeakest, double share) {
        static Limits of(int quality) {
            return quality < JpegQuality.LEAVES_NOISE ? COARSE : FINE;
        }

        boolean isTexture(double weakest, double strongest) {
            return weakest >= most || (weakest > surelyNoise && strongest > mostOfWeakest * weakest);
        }

        /// The greatest deviation that is measured.
        double end() {
            return mostOfWeakest * most;
        }
    }

    private final SpreadBlocks spread;
    private final float[] across = new float[SIDE * SIDE];
    private float[][] blocks = new float[64][];
    private int count;

    public JpegNoiseLook(int width, int height) {
        spread = new SpreadBlocks((width / SIDE) * (long) (height / SIDE), MOST_BLOCKS);
    }

    /// Takes the next rows of the picture. They begin at a multiple of 64 rows, so the grid stays where it is.
    public void accept(LookedRows rows) {
        for (int top = 0; top + SIDE <= rows.count(); top += SIDE) {
            for (int left = 0; left + SIDE <= rows.width(); left += SIDE) {
                if (spread.takesNext()) {
                    measure(rows.luma(), top * rows.width() + left, rows.width());
                }
            }
        }
    }

    private void measure(float[] luma, int first, int width) {
        var coefficients = coefficients(luma, first, width);
        float mean = coefficients[0] / SIDE;
        if (mean < DARKEST || mean > BRIGHTEST) {
            return;
        }
        if (count == blocks.length) {
            blocks = Arrays.copyOf(blocks, 2 * count);
        }
        blocks[count++] = coefficients;
    }

    /// The absolute values of the DCT of a block, row by row.
    private float[] coefficients(float[] luma, int first, int width) {
        for (int y = 0; y < SIDE; y++) {
            for (int frequency = 0; frequency < SIDE; frequency++) {
                float sum = 0;
                for (int x = 0; x < SIDE; x++) {
                    sum += COSINES[frequency][x] * luma[first + y * width + x];
                }
                across[y * SIDE + frequency] = sum;
            }
        }
        var found = new float[SIDE * SIDE];
        for (int i = 0; i < found.length; i++) {
            float sum = 0;
            for (int y = 0; y < SIDE; y++) {
                sum += COSINES[i / SIDE][y] * across[y * SIDE + i % SIDE];
            }
            found[i] = Math.abs(sum);
        }
        return found;
    }

    /// The number of blocks that were measured.
    int blocks() {
        return count;
    }

    /// The deviation of the noise of luma, in levels of 255; 0 if there is less than 4, from quality 90 on 1.3, or
    /// if it may be texture, and empty if there are too few blocks.
    ///
    /// @param quality of the JPEG whose grid begins in the first row and column, on the scale of libjpeg, 1 to 100
    public OptionalDouble sigma(int quality) {
        if (count < LEAST_OF_ALL) {
            return OptionalDouble.empty();
        }
        var flattest = Arrays.stream(blocks, 0, count)
                .sorted(Comparator.comparingDouble(JpegNoiseLook::flatness))
                .limit(Math.max(LEAST_BLOCKS, (long) (FLATTEST * count)))
                .toArray(float[][]::new);
        var limits = Limits.of(quality);
        var sigmas = Arrays.stream(BANDS)
                .map(band -> coefficients(band)
                        .filter(i -> JpegQuality.luminanceStep(i, quality) <= COARSEST_STEP)
                        .toArray())
                .filter(band -> band.length > 0)
                .mapToDouble(band -> sigma(flattest, band, quality, limits))
                .summaryStatistics();
        if (sigmas.getCount() == 0) {
            return OptionalDouble.empty();
        }
        double sigma = sigmas.getMin();
        boolean isNoise = !limits.isTexture(sigma, sigmas.getMax()) && sigma * sigma >= limits.share * finest();
        return OptionalDouble.of(isNoise ? sigma : 0);
    }

    /// The variance of the finest structure of all blocks.
    private double finest() {
        int[] finest = coefficients(BANDS[BANDS.length - 1]).toArray();
        return Arrays.stream(blocks, 0, count)
                .flatMapToDouble(block -> Arrays.stream(finest).mapToDouble(i -> (double) block[i] * block[i]))
                .average()
                .orElseThrow();
    }

    private static IntStream coefficients(int[] band) {
        return IntStream.range(0, SIDE * SIDE)
                .filter(i -> i / SIDE + i % SIDE >= band[0] && i / SIDE + i % SIDE <= band[1]);
    }

    private static double flatness(float[] block) {
        double energy = 0;
        for (int i = 1; i < block.length; i++) {
            energy += i / SIDE + i % SIDE <= HIGHEST_OF_FLATNESS ? (double) block[i] * block[i] : 0;
        }
        return energy;
    }

    private static double sigma(float[][] flattest, int[] band, int quality, Limits limits) {
        double survived = 0;
        for (int i : band) {
            double least = JpegQuality.luminanceStep(i, quality) / 2.0;
            survived +=
                    Arrays.stream(flattest).filter(block -> block[i] > least).count();
        }
        double share = survived / flattest.length;
        double low = limits.least;
        double high = limits.end();
        if (surviving(band, quality, low) >= share) {
            return 0;
        }
        if (surviving(band, quality, high) <= share) {
            return high;
        }
        while (high - low > 0.01) {
            double middle = (low + high) / 2;
            if (surviving(band, quality, middle) < share) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return high;
    }

    /// How many coefficients of a band survive in a block of noise, in the mean.
    private static double surviving(int[] band, int quality, double sigma) {
        return Arrays.stream(band)
                .mapToDouble(i -> erfc(JpegQuality.luminanceStep(i, quality) / (2 * Math.sqrt(2) * sigma)))
                .sum();
    }

    /// The complementary error function of what is not negative, within 0.0000002 (Abramowitz and Stegun, Handbook of
    /// Mathematical Functions, 7.1.26).
    static double erfc(double x) {
        double t = 1 / (1 + 0.3275911 * x);
        double sum = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
        return sum * StrictMath.exp(-x * x);
    }
}
