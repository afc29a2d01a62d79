package dev.azulejo.quality.metric;

import dev.azulejo.quality.metric.rows.Lanes;

/// SSIM of two planes of one size (Wang, Bovik, Sheikh and Simoncelli, IEEE Transactions on Image
/// Processing 13(4), 2004): a window of 11×11, Gaussian with a standard deviation of 1.5, only where it
/// lies inside the image; K1 0.01, K2 0.03, a range of 255; variances of the weighted population. For one
/// thread; spreads its work by [Lanes].
///
/// Holds the horizontally filtered rows of a strip and of the ten above it.
final class SsimScale {
    static final int WINDOW = 11;

    private static final int RADIUS = WINDOW / 2;
    private static final double SIGMA = 1.5;
    private static final double C1 = 0.01 * 255 * 0.01 * 255;
    private static final double C2 = 0.03 * 255 * 0.03 * 255;
    private static final double[] TAPS = taps();

    /// The number of columns that are worked on at once, so that intermediate values stay in the nearest
    /// cache.
    private static final int BLOCK = 512;

    private static final int MOMENTS = 5;

    private final int width;
    private final int windows;
    private final double[][][] ring;
    private int rowsIn;
    private int rowsOut;
    private double similarities;
    private double structures;

    /// @param maxRows greatest number of rows that come at once
    SsimScale(int width, int maxRows) {
        this.width = width;
        windows = width - WINDOW + 1;
        ring = new double[maxRows + WINDOW - 1][MOMENTS][Math.max(0, windows)];
    }

    private static double[] taps() {
        var taps = new double[WINDOW];
        double sum = 0;
        for (int i = 0; i < WINDOW; i++) {
            taps[i] = StrictMath.exp(-(i - RADIUS) * (i - RADIUS) / (2 * SIGMA * SIGMA));
            sum += taps[i];
        }
        for (int i = 0; i < WINDOW; i++) {
            taps[i] /= sum;
        }
        return taps;
    }

    /// Takes the next rows of both planes.
    void accept(double[] one, double[] other, int rows) {
        if (windows < 1) {
            return;
        }
        int first = rowsIn;
        Lanes.each(rows, row -> filterAcross(one, other, row * width, ring[(first + row) % ring.length]));
        rowsIn += rows;
        int ready = Math.max(0, rowsIn - WINDOW + 1 - rowsOut);
        int firstOut = rowsOut;
        var sums = new double[ready][];
        Lanes.each(ready, row -> sums[row] = similarity(firstOut + row));
        for (var sum : sums) {
            similarities += sum[0];
            structures += sum[1];
        }
        rowsOut += ready;
    }

    /// @param target receives means of both, of their squares and of their product, under each window of a
    ///     row
    private void filterAcross(double[] one, double[] other, int start, double[][] target) {
        var products = new double[MOMENTS - 2][BLOCK + WINDOW - 1];
        for (int left = 0; left < windows; left += BLOCK) {
            int count = Math.min(BLOCK, windows - left);
            for (int i = 0; i < count + WINDOW - 1; i++) {
                double a = one[start + left + i];
                double b = other[start + left + i];
                products[0][i] = a * a;
                products[1][i] = b * b;
                products[2][i] = a * b;
            }
            filter(one, start + left, target[0], left, count);
            filter(other, start + left, target[1], left, count);
            filter(products[0], 0, target[2], left, count);
            filter(products[1], 0, target[3], left, count);
            filter(products[2], 0, target[4], left, count);
        }
    }

    private static void filter(double[] from, int at, double[] target, int left, int count) {
        double w0 = TAPS[0];
        double w1 = TAPS[1];
        double w2 = TAPS[2];
        double w3 = TAPS[3];
        double w4 = TAPS[4];
        double w5 = TAPS[5];
        for (int i = 0; i < count; i++) {
            int j = at + i;
            target[left + i] = w0 * (from[j] + from[j + 10])
                    + w1 * (from[j + 1] + from[j + 9])
                    + w2 * (from[j + 2] + from[j + 8])
                    + w3 * (from[j + 3] + from[j + 7])
                    + w4 * (from[j + 4] + from[j + 6])
                    + w5 * from[j + 5];
        }
    }

    /// @return sums of SSIM, and of its part without luminance, along a row of windows
    private double[] similarity(int row) {
        var rows = new double[WINDOW][][];
        for (int i = 0; i < WINDOW; i++) {
            rows[i] = ring[(row + i) % ring.length];
        }
        var moments = new double[MOMENTS][BLOCK];
        double similarity = 0;
        double structure = 0;
        for (int left = 0; left < windows; left += BLOCK) {
            int count = Math.min(BLOCK, windows - left);
            for (int moment = 0; moment < MOMENTS; moment++) {
                filterDown(rows, moment, left, moments[moment], count);
            }
            for (int i = 0; i < count; i++) {
                double product = moments[0][i] * moments[1][i];
                double squares = moments[0][i] * moments[0][i] + moments[1][i] * moments[1][i];
                double variances = moments[2][i] + moments[3][i] - squares;
                double covariance = moments[4][i] - product;
                double contrast = (2 * covariance + C2) / (variances + C2);
                structure += contrast;
                similarity += (2 * product + C1) / (squares + C1) * contrast;
            }
        }
        return new double[] {similarity, structure};
    }

    private static void filterDown(double[][][] rows, int moment, int left, double[] target, int count) {
        var middle = rows[RADIUS][moment];
        double weight = TAPS[RADIUS];
        for (int i = 0; i < count; i++) {
            target[i] = weight * middle[left + i];
        }
        for (int tap = 0; tap < RADIUS; tap++) {
            addPair(rows[tap][moment], rows[WINDOW - 1 - tap][moment], TAPS[tap], left, target, count);
        }
    }

    private static void addPair(double[] upper, double[] lower, double weight, int left, double[] target, int count) {
        for (int i = 0; i < count; i++) {
            target[i] += weight * (upper[left + i] + lower[left + i]);
        }
    }

    /// Whether a window fits into the rows so far.
    boolean isMeasured() {
        return rowsOut > 0;
    }

    /// Mean SSIM over all windows.
    double similarity() {
        return similarities / ((double) rowsOut * windows);
    }

    /// Mean of the product of contrast and structure over all windows.
    double structure() {
        return structures / ((double) rowsOut * windows);
    }
}
