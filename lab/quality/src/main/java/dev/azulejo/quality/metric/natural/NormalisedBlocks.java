package dev.azulejo.quality.metric.natural;

import dev.azulejo.quality.metric.rows.Lanes;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.function.Function;

/// Cuts luma into square blocks, and normalises each pixel by the local mean and contrast, as NIQE and PIQE
/// do. Blocks lie side by side from the upper left corner; what is left over does not count, and at the
/// border of the blocks the outermost pixels are repeated. For one thread; spreads its work by [Lanes].
///
/// Holds the rows of one row of blocks, and three above and below.
///
/// @param <T> the result for a block
final class NormalisedBlocks<T> {
    /// The window's radius (Mittal, Soundararajan and Bovik, IEEE Signal Processing Letters 20(3), 2013): a
    /// window of 7×7, Gaussian with a standard deviation of 7/6.
    private static final int RADIUS = 3;

    private static final double[] TAPS = taps();

    /// The limit below which a difference counts as none, and has no sign.
    private static final double ROUNDING = 1e-9;

    private final int side;
    private final int columns;
    private final int blockRows;
    private final double[][] ring;
    private final Function<Normalised, T> measured;
    private final Consumer<T> target;
    private int rowsIn;
    private int blockRowsOut;

    /// A normalised block.
    ///
    /// @param pixels row by row
    /// @param contrast its mean local contrast
    record Normalised(double[] pixels, double contrast) {}

    /// @param side of a block
    /// @param measured is called by several threads at once
    /// @param target receives the results, from left to right and row by row
    NormalisedBlocks(int width, int height, int side, Function<Normalised, T> measured, Consumer<T> target) {
        this.side = side;
        this.measured = measured;
        this.target = target;
        columns = width / side;
        blockRows = columns == 0 ? 0 : height / side;
        ring = new double[blockRows == 0 ? 0 : side + 2 * RADIUS][columns * side];
    }

    private static double[] taps() {
        var taps = new double[2 * RADIUS + 1];
        double sigma = 7.0 / 6;
        for (int i = 0; i < taps.length; i++) {
            taps[i] = StrictMath.exp(-(i - RADIUS) * (i - RADIUS) / (2 * sigma * sigma));
        }
        double sum = Arrays.stream(taps).sum();
        return Arrays.stream(taps).map(tap -> tap / sum).toArray();
    }

    /// Takes the next rows.
    void accept(double[] luma, int width, int rows) {
        for (int row = 0; row < rows && rowsIn < blockRows * side; row++) {
            System.arraycopy(luma, row * width, ring[rowsIn % ring.length], 0, columns * side);
            rowsIn++;
            int needed = Math.min((blockRowsOut + 1) * side + RADIUS, blockRows * side);
            if (rowsIn == needed) {
                addBlockRow();
            }
        }
    }

    private void addBlockRow() {
        int top = blockRowsOut * side;
        Lanes.results(columns, column -> measured.apply(block(column * side, top)))
                .forEach(target);
        blockRowsOut++;
    }

    private Normalised block(int left, int top) {
        int wide = side + 2 * RADIUS;
        var pixels = new double[wide * wide];
        for (int y = 0; y < wide; y++) {
            var row = ring[Math.clamp(top + y - RADIUS, 0, blockRows * side - 1) % ring.length];
            for (int x = 0; x < wide; x++) {
                pixels[y * wide + x] = row[Math.clamp(left + x - RADIUS, 0, columns * side - 1)];
            }
        }
        var squares = Arrays.stream(pixels).map(pixel -> pixel * pixel).toArray();
        var means = filtered(pixels, wide);
        var meanSquares = filtered(squares, wide);
        var normalised = new double[side * side];
        double contrasts = 0;
        for (int i = 0; i < normalised.length; i++) {
            double contrast = Math.sqrt(Math.abs(meanSquares[i] - means[i] * means[i]));
            contrasts += contrast;
            double pixel = pixels[(i / side + RADIUS) * wide + i % side + RADIUS];
            double difference = pixel - means[i];
            normalised[i] = Math.abs(difference) < ROUNDING ? 0 : difference / (contrast + 1);
        }
        return new Normalised(normalised, contrasts / normalised.length);
    }

    private double[] filtered(double[] pixels, int wide) {
        var across = new double[wide * side];
        for (int y = 0; y < wide; y++) {
            for (int x = 0; x < side; x++) {
                double sum = 0;
                for (int tap = 0; tap < TAPS.length; tap++) {
                    sum += TAPS[tap] * pixels[y * wide + x + tap];
                }
                across[y * side + x] = sum;
            }
        }
        var filtered = new double[side * side];
        for (int y = 0; y < side; y++) {
            for (int tap = 0; tap < TAPS.length; tap++) {
                for (int x = 0; x < side; x++) {
                    filtered[y * side + x] += TAPS[tap] * across[(y + tap) * side + x];
                }
            }
        }
        return filtered;
    }
}
