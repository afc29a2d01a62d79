package dev.azulejo.core.look.noise;

import java.util.Optional;

/// Sorts the blocks of one band by their evidence of noise, in memory that does not grow with the picture.
///
/// Texture adds to some blocks and nothing takes noise away, so the blocks with the least variance count
/// ([VarianceHistogram]). Blocks with clipped samples would be among them and are left out; where they are
/// nearly all, those with few clipped samples stand in, as with strong noise at night, and then plain white
/// or black with noise on it, as in drawings.
final class NoiseTally {
    /// The fewest blocks that are evidence.
    static final int LEAST_BLOCKS = 6;

    /// The share of zero answers above which a block has few colours or was smoothed flat.
    private static final double MOST_ZEROS = 0.3;

    /// The share of quiet blocks above which the picture is quiet: what else it has is structure.
    private static final double QUIET_SHARE = 0.25;

    private static final double FEW_CLIPPED = 0.05;

    /// The variance that rounding to levels of 255 adds, which is no noise of the picture.
    private static final double ROUNDING = 1 / 12.0;

    private final VarianceHistogram whole = new VarianceHistogram();
    private final VarianceHistogram nearlyWhole = new VarianceHistogram();
    private final VarianceHistogram onPlainGround = new VarianceHistogram();
    private int constant;
    private int quiet;
    private long blocks;
    private double structures;

    void add(NoiseBlock block) {
        blocks++;
        structures += block.fine();
        if (block.clipped() > FEW_CLIPPED * NoiseBlock.WINDOW * NoiseBlock.WINDOW) {
            double ofGround = block.cutOffVariance();
            if (ofGround > 0) {
                onPlainGround.add(ofGround, ofGround / 4);
            }
            return;
        }
        if (block.fine() == 0) {
            constant++;
        } else if (block.zeros() > MOST_ZEROS * NoiseBlock.SIDE * NoiseBlock.SIDE) {
            quiet++;
        } else {
            (block.clipped() == 0 ? whole : nearlyWhole).add(block.fine(), block.coarse());
        }
    }

    /// The noise; empty if too few blocks are left that could show it.
    Optional<Noise> noise() {
        var histogram = telling();
        long telling = histogram.count() + quiet;
        if (telling < LEAST_BLOCKS) {
            return telling + constant < LEAST_BLOCKS
                    ? Optional.empty()
                    : Optional.of(Noise.none(constant + quiet, structure()));
        }
        if (quiet > QUIET_SHARE * telling) {
            return Optional.of(Noise.none(quiet, structure()));
        }
        return Optional.of(noise(histogram.lowest()));
    }

    private VarianceHistogram telling() {
        if (whole.count() >= LEAST_BLOCKS) {
            return whole;
        }
        var more = whole.with(nearlyWhole);
        return more.count() >= LEAST_BLOCKS ? more : more.with(onPlainGround);
    }

    private Noise noise(VarianceHistogram.Lowest lowest) {
        double white = Math.sqrt(Math.max(0, lowest.whiteVariance() - ROUNDING));
        double coarse = Math.sqrt(Math.max(0, 4 * lowest.coarse() - ROUNDING));
        return new Noise(white, Math.max(white, coarse), lowest.blocks(), structure());
    }

    private double structure() {
        return structures / blocks;
    }
}
