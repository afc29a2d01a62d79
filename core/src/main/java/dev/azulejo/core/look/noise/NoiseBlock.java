package dev.azulejo.core.look.noise;

/// Measures fine structure in one block of 16 x 16 pixels of a band. Pictures are mostly smooth, or edges
/// along some direction; second differences along both axes (Immerkær, Fast Noise Variance Estimation,
/// 1996) leave little of that and all of the noise. The same at half the resolution tells noise from
/// texture: white noise keeps a quarter of its variance there, texture nearly all. One instance is filled
/// again for the next block.
final class NoiseBlock {
    /// The side of a block in pixels; the filter needs one more on each side.
    static final int SIDE = 16;

    static final int WINDOW = SIDE + 2;

    private static final int HALF = WINDOW / 2;
    private static final int HALF_ANSWERS = (HALF - 2) * (HALF - 2);
    private static final float GAIN = 36; // the sum of the squares of the filter's weights, 1 -2 1 by 1 -2 1
    private static final float BLACK = 0.5f;
    private static final float WHITE = 254.5f;
    private static final float ZERO = 1 / 64f; // luma is rounded as a float

    private final CutOffNoise cutOffNoise = new CutOffNoise();
    private final float[] differences = new float[WINDOW * SIDE];
    private final float[] halved = new float[HALF * HALF];
    private float fine;
    private float coarse;
    private float mean;
    private int zeros;
    private int clipped;
    private double cutOffVariance;

    /// @param first index of the window's first pixel
    void measure(float[] levels, int first, int width) {
        double sum = 0;
        clipped = 0;
        for (int y = 0; y < WINDOW; y++) {
            int at = first + y * width;
            for (int x = 0; x < WINDOW; x++) {
                float level = levels[at + x];
                sum += level;
                clipped += level < BLACK || level > WHITE ? 1 : 0;
            }
            for (int x = 0; x < SIDE; x++, at++) {
                differences[y * SIDE + x] = levels[at] - 2 * levels[at + 1] + levels[at + 2];
            }
        }
        cutOffVariance = clipped > 0 ? cutOffNoise.variance(levels, first, width, WINDOW) : 0;
        mean = (float) (sum / (WINDOW * WINDOW));
        fine = fineVariance();
        coarse = coarseVariance(levels, first, width);
    }

    private float fineVariance() {
        float squares = 0;
        zeros = 0;
        for (int at = SIDE; at < (WINDOW - 1) * SIDE; at++) {
            float answer = differences[at - SIDE] - 2 * differences[at] + differences[at + SIDE];
            squares += answer * answer;
            zeros += Math.abs(answer) < ZERO ? 1 : 0;
        }
        return squares / (SIDE * SIDE * GAIN);
    }

    private float coarseVariance(float[] levels, int first, int width) {
        for (int y = 0; y < HALF; y++) {
            int at = first + 2 * y * width;
            for (int x = 0; x < HALF; x++, at += 2) {
                halved[y * HALF + x] = (levels[at] + levels[at + 1] + levels[at + width] + levels[at + width + 1]) / 4;
            }
        }
        float squares = 0;
        for (int y = 1; y < HALF - 1; y++) {
            for (int x = 1; x < HALF - 1; x++) {
                int at = y * HALF + x;
                float answer = secondDifference(at - HALF) - 2 * secondDifference(at) + secondDifference(at + HALF);
                squares += answer * answer;
            }
        }
        return squares / (HALF_ANSWERS * GAIN);
    }

    private float secondDifference(int at) {
        return halved[at - 1] - 2 * halved[at] + halved[at + 1];
    }

    /// The variance of white noise to which the filter would answer alike.
    float fine() {
        return fine;
    }

    /// The variance of noise after means over 2 x 2 pixels were taken.
    float coarse() {
        return coarse;
    }

    float mean() {
        return mean;
    }

    /// The number of zeros among the filter's 256 answers: many where colours are few, as in drawings.
    int zeros() {
        return zeros;
    }

    /// The number of black or white pixels in the window, where noise was cut off.
    int clipped() {
        return clipped;
    }

    /// The variance of noise on a ground of plain white or black, where half of it is cut off; 0 if there
    /// is none.
    double cutOffVariance() {
        return cutOffVariance;
    }
}
