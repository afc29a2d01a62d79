package dev.azulejo.quality.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Statistics of a natural scene at one scale, for NIQE: of each block, how its luma is distributed once the
/// local mean is taken away and the local contrast divided by, and how neighbours go together. Blocks lie
/// side by side from the upper left corner; what is left over does not count, and at the border of the blocks
/// the outermost pixels are repeated. For one thread; spreads its work by [Lanes].
///
/// Holds the rows of one row of blocks, and three above and below.
final class NaturalScene {
    /// Of Mittal, Soundararajan and Bovik, IEEE Signal Processing Letters 20(3), 2013: a window of 7×7, Gaussian with a
    /// standard deviation of 7/6.
    private static final int RADIUS = 3;

    private static final double[] TAPS = taps();

    /// What is less than that is no difference, and has no sign.
    private static final double ROUNDING = 1e-9;

    private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};
    static final int FEATURES = 2 + 4 * NEIGHBOURS.length;

    private final int side;
    private final int columns;
    private final int blockRows;
    private final double[][] ring;
    private final List<Block> blocks = new ArrayList<>();
    private int rowsIn;
    private int blockRowsOut;

    /// @param features none where the block is flat, or has nothing on one side of its mean
    /// @param contrast its mean local contrast
    record Block(Optional<double[]> features, double contrast) {}

    /// @param side of a block
    NaturalScene(int width, int height, int side) {
        this.side = side;
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
        var row = new Block[columns];
        int top = blockRowsOut * side;
        Lanes.each(columns, column -> row[column] = block(column * side, top));
        blocks.addAll(Arrays.asList(row));
        blockRowsOut++;
    }

    /// From left to right, row by row.
    List<Block> blocks() {
        return blocks;
    }

    private Block block(int left, int top) {
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
        return new Block(features(normalised), contrasts / normalised.length);
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

    private Optional<double[]> features(double[] normalised) {
        var features = new double[FEATURES];
        var own = Aggd.of(normalised);
        features[0] = own.shape();
        features[1] = (own.left() + own.right()) / 2;
        int at = 2;
        for (var neighbour : NEIGHBOURS) {
            var pair = Aggd.of(products(normalised, neighbour[0], neighbour[1]));
            features[at++] = pair.shape();
            features[at++] = pair.mean();
            features[at++] = pair.left();
            features[at++] = pair.right();
        }
        return Arrays.stream(features).allMatch(Double::isFinite) ? Optional.of(features) : Optional.empty();
    }

    /// Of each pixel with its neighbour above or to the left, around the block's border.
    private double[] products(double[] normalised, int down, int across) {
        var products = new double[normalised.length];
        for (int i = 0; i < products.length; i++) {
            int y = Math.floorMod(i / side - down, side);
            int x = Math.floorMod(i % side - across, side);
            products[i] = normalised[i] * normalised[y * side + x];
        }
        return products;
    }
}
