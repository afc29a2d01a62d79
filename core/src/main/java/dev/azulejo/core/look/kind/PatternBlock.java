package dev.azulejo.core.look.kind;

import dev.azulejo.core.pixels.LookedRows;

/// Decides whether 8 × 8 pixels, in levels of 255, are a pattern in which single pixels alternate. For one
/// thread.
///
/// The limits were measured with benchmarks/pictures: of photographs at most 0.7 % of the blocks pass for a pattern, of
/// what was drawn or typed 9 %; of dithering, stripes and rings 62 % and more.
final class PatternBlock {
    static final int SIDE_PX = 8;

    private static final int PIXELS = SIDE_PX * SIDE_PX;

    /// The difference in a band up to which two colours are shades, which few dithered pictures have.
    private static final int SHADE = 4;

    /// The least share of neighbours that differ, and of those that are equal, in dithering.
    private static final double DIFFERENT = 0.25;

    private static final double EQUAL = 0.1;

    /// The most pixels, as a share, with equal ones on two opposite sides, as in lines and surfaces.
    private static final double STRAIGHT = 0.7;

    /// The square of the least deviation of a wave's levels.
    private static final double LEAST_VARIANCE = 16 * 16;

    /// Twice the cosine of the longest wave, of 4.8 pixels.
    private static final double LONGEST_WAVE = 0.5;

    /// The most variance that a wave may leave unexplained, as a share.
    private static final double UNEXPLAINED = 0.5;

    private final int[] red = new int[PIXELS];
    private final int[] green = new int[PIXELS];
    private final int[] blue = new int[PIXELS];
    private final double[] wave = new double[PIXELS];

    void put(int x, int y, int redLevel, int greenLevel, int blueLevel) {
        int at = y * SIDE_PX + x;
        red[at] = redLevel;
        green[at] = greenLevel;
        blue[at] = blueLevel;
    }

    /// Reads the pixels of the block at a corner of rows that are large enough.
    void read(LookedRows rows, int left, int top) {
        float[] reds = rows.red();
        float[] greens = rows.green();
        float[] blues = rows.blue();
        for (int y = 0; y < SIDE_PX; y++) {
            int from = (top + y) * rows.width() + left;
            for (int x = 0; x < SIDE_PX; x++) {
                put(x, y, (int) (reds[from + x] + 0.5f), (int) (greens[from + x] + 0.5f), (int)
                        (blues[from + x] + 0.5f));
            }
        }
    }

    boolean isPattern() {
        return isDithered() || isWave();
    }

    /// Whether the block has only a few colours, far apart, and many neighbours of different ones, but
    /// hardly a line.
    boolean isDithered() {
        int different = 0;
        int equal = 0;
        for (int y = 0; y < SIDE_PX; y++) {
            for (int x = 0; x < SIDE_PX; x++) {
                for (int neighbour = 0; neighbour < 4; neighbour++) { // right, below left, below, below right
                    int otherX = neighbour == 0 ? x + 1 : x + neighbour - 2;
                    int otherY = neighbour == 0 ? y : y + 1;
                    if (otherX >= 0 && otherX < SIDE_PX && otherY < SIDE_PX) {
                        int difference = difference(y * SIDE_PX + x, otherY * SIDE_PX + otherX);
                        if (difference > 0 && difference <= SHADE) {
                            return false;
                        }
                        different += difference > 0 ? 1 : 0;
                        equal += difference == 0 ? 1 : 0;
                    }
                }
            }
        }
        int pairs = different + equal;
        return different >= DIFFERENT * pairs && equal >= EQUAL * pairs && straight() <= STRAIGHT;
    }

    /// The share of pixels with equal ones on two opposite sides, among those not at the edge.
    private double straight() {
        int straight = 0;
        for (int y = 1; y < SIDE_PX - 1; y++) {
            for (int x = 1; x < SIDE_PX - 1; x++) {
                int at = y * SIDE_PX + x;
                boolean across = difference(at - 1, at) == 0 && difference(at, at + 1) == 0;
                boolean down = difference(at - SIDE_PX, at) == 0 && difference(at, at + SIDE_PX) == 0;
                straight += across || down ? 1 : 0;
            }
        }
        return straight / (double) ((SIDE_PX - 2) * (SIDE_PX - 2));
    }

    private int difference(int one, int other) {
        return Math.max(
                Math.abs(red[one] - red[other]),
                Math.max(Math.abs(green[one] - green[other]), Math.abs(blue[one] - blue[other])));
    }

    /// Whether the block is one short wave: along each axis the neighbours of a pixel add up to a multiple
    /// of it, twice the cosine of the angle from one to the next.
    boolean isWave() {
        double variance = centred();
        if (variance <= LEAST_VARIANCE * PIXELS) {
            return false;
        }
        var across = Fit.of(wave, 1, SIDE_PX);
        var down = Fit.of(wave, SIDE_PX, 1);
        return Math.min(across.factor, down.factor) < LONGEST_WAVE && across.rest + down.rest < UNEXPLAINED * variance;
    }

    /// Fills `wave` with the levels of grey around their mean.
    ///
    /// @return the sum of their squares
    private double centred() {
        double sum = 0;
        for (int i = 0; i < PIXELS; i++) {
            wave[i] = (red[i] + green[i] + blue[i]) / 3.0;
            sum += wave[i];
        }
        double squares = 0;
        for (int i = 0; i < PIXELS; i++) {
            wave[i] -= sum / PIXELS;
            squares += wave[i] * wave[i];
        }
        return squares;
    }

    /// The best factor from a pixel to the sum of its two neighbours along an axis, and the squares of the
    /// rest.
    private record Fit(double factor, double rest) {
        /// @param step to the next pixel along the axis
        /// @param line to the next line of pixels
        static Fit of(double[] wave, int step, int line) {
            double products = 0;
            double squares = 0;
            double sums = 0;
            for (int i = 0; i < SIDE_PX; i++) {
                for (int j = 1; j < SIDE_PX - 1; j++) {
                    int at = i * line + j * step;
                    double both = wave[at - step] + wave[at + step];
                    products += both * wave[at];
                    squares += wave[at] * wave[at];
                    sums += both * both;
                }
            }
            double factor = squares == 0 ? 0 : products / squares;
            return new Fit(factor, sums - factor * products);
        }
    }
}
