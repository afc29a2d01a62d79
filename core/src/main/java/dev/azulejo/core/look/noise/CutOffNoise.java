package dev.azulejo.core.look.noise;

import java.util.Arrays;

/// Measures noise on a ground of plain white or black, half of which is cut off, from the half that is
/// left. One instance is used again for the next block.
///
/// The pixels that are cut off lie scattered; where they lie together it is a bright or dark part of the
/// picture. What is drawn on the ground differs from it by more than the noise, so it does not count: of
/// the pixels nearest to the ground the first half were cut off, and the median of the other half is that
/// of the noise.
final class CutOffNoise {
    /// The share of pixels that are cut off; half of those of the ground are.
    private static final double LEAST_CUT = 0.2;

    private static final double MOST_CUT = 0.75;

    /// The least share of scattered cut-off pixels, compared with that of real noise.
    private static final double LEAST_SCATTERED = 0.8;

    /// The distance from the ground, in standard deviations, beyond which a pixel counts as drawn.
    private static final double FARTHEST = 5;

    /// The strongest measured noise, in levels.
    private static final double MOST_SIGMA = 40;

    /// The median of the absolute value of noise of 1.
    private static final double MEDIAN = 0.6745;

    private static final double HALF_A_LEVEL = 0.5;
    private static final int ROUNDS = 4;
    private static final int LEVELS = 256;

    private final int[] byDistance = new int[LEVELS];

    /// The variance of the noise; 0 if there is none of this kind.
    ///
    /// @param first index of the first pixel of a square
    /// @param side of the square in pixels
    double variance(float[] levels, int first, int width, int side) {
        double onWhite = sigma(levels, first, width, side, 255);
        double sigma = onWhite > 0 ? onWhite : sigma(levels, first, width, side, 0);
        return sigma * sigma;
    }

    private double sigma(float[] levels, int first, int width, int side, int ground) {
        Arrays.fill(byDistance, 0);
        int changes = 0;
        for (int y = 0; y < side; y++) {
            int row = first + y * width;
            for (int at = row; at < row + side; at++) {
                int distance = distance(levels[at], ground);
                byDistance[distance]++;
                changes += at > row && (distance == 0) != (distance(levels[at - 1], ground) == 0) ? 1 : 0;
                changes += y > 0 && (distance == 0) != (distance(levels[at - width], ground) == 0) ? 1 : 0;
            }
        }
        double cut = byDistance[0] / (double) (side * side);
        double expected = 2 * side * (side - 1) * Math.min(cut, 2 * cut * (1 - cut));
        boolean isNoise = cut >= LEAST_CUT && cut <= MOST_CUT && changes >= LEAST_SCATTERED * expected;
        double sigma = isNoise ? sigma(cut, side * side) : 0;
        return farthest() <= FARTHEST * sigma + 1 ? sigma : 0;
    }

    private int farthest() {
        int farthest = LEVELS - 1;
        while (farthest > 0 && byDistance[farthest] == 0) {
            farthest--;
        }
        return farthest;
    }

    private static int distance(float level, int ground) {
        return Math.clamp((int) (Math.abs(ground - level) + HALF_A_LEVEL), 0, LEVELS - 1);
    }

    /// Solves for the noise: slightly more than half of the ground is cut off, as values within half a
    /// level of it are rounded to it.
    private double sigma(double cut, int pixels) {
        double sigma = MOST_SIGMA;
        for (int round = 0; round < ROUNDS; round++) {
            double share =
                    HALF_A_LEVEL + Math.min(0.25, 0.4 * HALF_A_LEVEL / sigma); // of the ground: normal near its mean
            sigma = Math.max(HALF_A_LEVEL, quantile(0.75 * cut / share * pixels) / MEDIAN);
        }
        return sigma < MOST_SIGMA ? sigma : 0;
    }

    /// The distance from the ground within which `count` pixels lie; those of one level are spread over it.
    private double quantile(double count) {
        double below = 0;
        for (int distance = 0; distance < LEVELS; distance++) {
            if (below + byDistance[distance] >= count) {
                return distance - HALF_A_LEVEL + (count - below) / byDistance[distance];
            }
            below += byDistance[distance];
        }
        return LEVELS;
    }
}
