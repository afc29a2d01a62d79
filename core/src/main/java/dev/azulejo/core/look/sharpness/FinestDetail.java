package dev.azulejo.core.look.sharpness;

import dev.azulejo.core.pixels.LookedRows;

/// Measures, in one pass over the rows of a picture, how its contrast falls towards the finest detail that pixels can
/// hold. For one thread.
///
/// A scene has less contrast in each finer detail, by about the same factor for each. A lens, and scaling
/// by any good filter, take more than that from the finest, so the fall grows steeper. Where it does not,
/// detail too fine for the pixels was folded back into them (aliasing), as by averaging each square of
/// pixels. Models that enlarge take that for detail which a filter has made pale, and make far too much of
/// it.
///
/// Contrast is measured by cosines of 8 pixels: the third, fifth and seventh, along rows and columns, and along both.
public final class FinestDetail {
    private static final int SIDE = 8;
    private static final int[] WAVES = {3, 5, 7};
    private static final int COARSE = 0;
    private static final int MIDDLE = 1;
    private static final int FINE = 2;

    /// Cosines of a length of 1, by wave and pixel.
    private static final float[][] COSINES = new float[WAVES.length][SIDE];

    static {
        for (int wave = 0; wave < WAVES.length; wave++) {
            for (int x = 0; x < SIDE; x++) {
                COSINES[wave][x] = (float) (Math.cos(Math.PI * (2 * x + 1) * WAVES[wave] / (2.0 * SIDE)) / 2);
            }
        }
    }

    private static final long LEAST_BLOCKS = 36;

    /// The least contrast of the seventh cosine, in levels squared: below it, models do little harm.
    private static final double LEAST_CONTRAST = 60;

    /// The least contrast left after the noise is taken off, as a multiple of the noise's.
    private static final double LEAST_OF_NOISE = 6;

    /// How much steeper the fall must grow. Of 50 photographs that were scaled by a bicubic filter none has
    /// less than 2.9, of 50 that were averaged half have.
    private static final double MOST_BEND = 2.7;

    /// The most contrast along both axes, relative to that along one: more is a pattern of single pixels,
    /// or lights in the dark.
    private static final double MOST_DIAGONAL = 1;

    /// The least share of contrast kept when noise is taken off, as the logarithm of nothing has no
    /// meaning.
    private static final double LEAST_LEFT = 0.05;

    /// The most pixels, as a share, that equal the one to their left. Hand-set pixels, as of a sprite, have
    /// more, and their edges are as sharp as they are meant to be. A thing on white has 0.6 of them.
    private static final double MOST_EQUAL = 0.75;

    private final double[] alongOne = new double[WAVES.length];
    private final double[] alongBoth = new double[WAVES.length];
    private final float[] byRow = new float[SIDE];
    private long blocks;
    private long equal;
    private long pairs;

    public void accept(LookedRows rows) {
        for (int top = 0; top + SIDE <= rows.count(); top += SIDE) {
            for (int left = 0; left + SIDE <= rows.width(); left += SIDE) {
                add(rows.luma(), top * rows.width() + left, rows.width());
                blocks++;
            }
        }
        countEqual(rows);
    }

    private void countEqual(LookedRows rows) {
        float[] luma = rows.luma();
        for (int row = 0; row < rows.count(); row++) {
            int from = row * rows.width();
            for (int x = from + 1; x < from + rows.width(); x++) {
                if (luma[x] == luma[x - 1]) {
                    equal++;
                }
            }
            pairs += rows.width() - 1;
        }
    }

    private void add(float[] luma, int from, int width) {
        for (int wave = 0; wave < WAVES.length; wave++) {
            float[] cosines = COSINES[wave];
            float both = 0;
            float squares = 0;
            for (int y = 0; y < SIDE; y++) {
                float across = 0;
                float down = 0;
                for (int x = 0; x < SIDE; x++) {
                    across += cosines[x] * luma[from + y * width + x];
                    down += cosines[x] * luma[from + x * width + y];
                }
                byRow[y] = across;
                squares += across * across + down * down;
            }
            for (int y = 0; y < SIDE; y++) {
                both += cosines[y] * byRow[y];
            }
            alongOne[wave] += squares / (2 * SIDE);
            alongBoth[wave] += both * both;
        }
    }

    /// Whether detail too fine for the pixels was folded into them.
    ///
    /// @param noise standard deviation of the noise of luma, in levels of 255
    public boolean isAliased(double noise) {
        if (blocks < LEAST_BLOCKS || equal > MOST_EQUAL * pairs) {
            return false;
        }
        double ofNoise = noise * noise;
        double finest = alongOne[FINE] / blocks - ofNoise;
        if (finest < LEAST_CONTRAST || finest < LEAST_OF_NOISE * ofNoise) {
            return false;
        }
        double diagonal = without(alongBoth[FINE], ofNoise) / finest;
        double bend =
                fall(alongOne, MIDDLE, ofNoise) - fall(alongOne, COARSE, ofNoise) + fall(alongBoth, MIDDLE, ofNoise);
        return bend <= MOST_BEND && diagonal <= MOST_DIAGONAL;
    }

    /// The exponent by which contrast falls from one wave to the next.
    private double fall(double[] sums, int wave, double ofNoise) {
        double ratio = without(sums[wave], ofNoise) / without(sums[wave + 1], ofNoise);
        return Math.log(ratio) / Math.log(WAVES[wave + 1] / (double) WAVES[wave]);
    }

    private double without(double sum, double ofNoise) {
        double mean = sum / blocks;
        return Math.max(mean - ofNoise, LEAST_LEFT * mean) + 0.5;
    }
}
