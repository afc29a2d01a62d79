package dev.azulejo.core.look.sharpness;

/// Measures how soft an edge is where it crosses a row or a column: how much less steep it becomes when it is blurred
/// again by a known amount (Zhuo and Sim, Defocus map estimation from a single image, 2011). A sharp edge loses most of
/// its slope, a soft one little.
final class EdgeProbe {
    /// The number of pixels looked at on each side.
    static final int REACH = 5;

    /// The least slope that counts, in levels per pixel; flatter ones are noise or shading.
    static final float LEAST_SLOPE = 4;

    static final double MOST_SIGMA = 6;

    private static final float MOST_SLANT = 0.35f;
    private static final float[] BINOMIAL = {1, 8, 28, 56, 70, 56, 28, 8, 1};
    private static final float SUM = 256;
    private static final double ADDED_VARIANCE = 2; // of the binomial
    private static final double VARIANCE_OF_SLOPE = 1 / 3.0; // a difference over two pixels is a mean over them

    private final float[] levels;
    private final int along;
    private final int across;

    /// @param along distance of neighbours in the direction that is measured in
    /// @param across distance of neighbours in the other direction
    EdgeProbe(float[] levels, int along, int across) {
        this.levels = levels;
        this.along = along;
        this.across = across;
    }

    /// The slope in levels per pixel if an edge crosses here about at right angles and is steepest here, else 0.
    float slopeOfEdge(int at) {
        if (Math.abs(levels[at + along] - levels[at - along]) < LEAST_SLOPE) { // half of what is asked for below
            return 0;
        }
        float slope = Math.abs(slope(at));
        boolean isEdge = slope >= LEAST_SLOPE
                && slope >= Math.abs(slope(at - along))
                && slope > Math.abs(slope(at + along))
                && Math.abs(levels[at + across] - levels[at - across]) <= 2 * MOST_SLANT * slope;
        return isEdge ? slope : 0;
    }

    /// The slope over three lines taken together, against noise.
    private float slope(int at) {
        return (level(at + along) - level(at - along)) / 2;
    }

    private float level(int at) {
        return (levels[at - across] + 2 * levels[at] + levels[at + across]) / 4;
    }

    /// The standard deviation of the Gaussian that made a step into the edge here.
    double sigma(int at) {
        double blurred = 0;
        for (int i = 0; i < BINOMIAL.length; i++) {
            blurred += BINOMIAL[i] / SUM * slope(at + (i - BINOMIAL.length / 2) * along);
        }
        double ratio = slope(at) / blurred;
        if (ratio < 0) {
            return 0; // a line, thinner than what it is blurred by
        }
        double variance = ADDED_VARIANCE / Math.max(1e-6, ratio * ratio - 1) - VARIANCE_OF_SLOPE;
        return Math.min(MOST_SIGMA, Math.sqrt(Math.max(0, variance)));
    }
}
