package dev.azulejo.quality.metric.natural;

import dev.azulejo.quality.metric.natural.NormalisedBlocks.Normalised;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Collects statistics of a natural scene at one scale, for NIQE: for each block, the distributions of its
/// normalised luma and of products of neighbours. For one thread; spreads its work by `Lanes`.
final class NaturalScene {
    private static final int[][] NEIGHBOURS = {{0, 1}, {1, 0}, {1, 1}, {1, -1}};
    static final int FEATURES = 2 + 4 * NEIGHBOURS.length;

    private final int side;
    private final NormalisedBlocks<Block> normalised;
    private final List<Block> blocks = new ArrayList<>();

    /// @param features empty if the block is flat, or has nothing on one side of its mean
    /// @param contrast its mean local contrast
    record Block(Optional<double[]> features, double contrast) {}

    /// @param side of a block
    NaturalScene(int width, int height, int side) {
        this.side = side;
        normalised = new NormalisedBlocks<>(width, height, side, this::block, blocks::add);
    }

    /// Takes the next rows.
    void accept(double[] luma, int width, int rows) {
        normalised.accept(luma, width, rows);
    }

    /// The blocks from left to right, row by row.
    List<Block> blocks() {
        return blocks;
    }

    private Block block(Normalised block) {
        return new Block(features(block.pixels()), block.contrast());
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

    /// Products of each pixel and its neighbour above or to the left, cyclic within the block.
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
