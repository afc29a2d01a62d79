package dev.azulejo.core.look.kind;

import java.util.Arrays;

/// Weighs by the lumas of one block whether it was drawn or photographed. Programs draw few levels with
/// steep edges between them; cameras record some of every level. For one thread.
///
/// The weights are those of a logistic regression on blocks of 134 photographs and 68 graphics, each as it is, with
/// noise of 4 levels, and as JPEG of quality 75 and 90.
final class DrawnBlock {
    static final float NEITHER = 0;

    // Limits lie between two levels, since the luma of grey is only nearly that grey.

    /// The least contrast of a block that is weighed, in levels: flat areas are in drawings as in skies.
    private static final float LEAST_CONTRAST = 23.5f;

    /// The least side of a block that is weighed: those at the edge of an image may be smaller.
    private static final int LEAST_SIDE = 8;

    /// The number of bins of a histogram, each of 4 levels.
    private static final int BINS = 64;

    /// How many bins away another colour begins; a colour is two adjacent bins.
    private static final int OTHER_COLOUR = 5;

    /// The difference of neighbours above which they lie on a steep edge.
    private static final float STEEP = 90.5f;

    /// The difference of neighbours up to which they count as equal.
    private static final float CALM = 6.5f;

    private final int[] bins = new int[BINS];
    private float least;
    private float most;
    private int steep;
    private int calm;

    /// The logarithm of how much likelier the block was drawn than photographed.
    ///
    /// @param from index of the block's first luma
    /// @param stride from one row to the next
    float evidence(float[] luma, int from, int stride, int width, int height) {
        if (width < LEAST_SIDE || height < LEAST_SIDE) {
            return NEITHER;
        }
        look(luma, from, stride, width, height);
        float contrast = most - least;
        if (contrast < LEAST_CONTRAST) {
            return NEITHER;
        }
        float pairs = (width - 1) * height + width * (height - 1);
        float pixels = width * height;
        int main = fullest(-BINS);
        int other = fullest(main);
        return -7.83f
                + 30.2f * steep / pairs
                - 9.3f * calm / pairs
                + 18.5f * colour(main) / pixels
                + 20.7f * colour(other) / pixels
                + 1.5f * contrast / 255;
    }

    private void look(float[] luma, int from, int stride, int width, int height) {
        Arrays.fill(bins, 0);
        least = Float.MAX_VALUE;
        most = 0;
        steep = 0;
        calm = 0;
        for (int y = 0; y < height; y++) {
            int row = from + y * stride;
            for (int at = row; at < row + width; at++) {
                float level = luma[at];
                bins[(int) (level + 0.5f) / 4]++;
                least = Math.min(least, level);
                most = Math.max(most, level);
                if (at > row) {
                    compare(level - luma[at - 1]);
                }
                if (y > 0) {
                    compare(level - luma[at - stride]);
                }
            }
        }
    }

    private void compare(float difference) {
        float size = Math.abs(difference);
        steep += size > STEEP ? 1 : 0;
        calm += size <= CALM ? 1 : 0;
    }

    /// The first bin of the commonest colour among those far from the bin `far`.
    private int fullest(int far) {
        int fullest = -1;
        for (int bin = 0; bin < BINS - 1; bin++) {
            if (Math.abs(bin - far) >= OTHER_COLOUR && (fullest < 0 || colour(bin) > colour(fullest))) {
                fullest = bin;
            }
        }
        return fullest;
    }

    private int colour(int bin) {
        return bins[bin] + bins[bin + 1];
    }
}
