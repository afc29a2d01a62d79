package dev.azulejo.core.infer.guard;

import java.util.Arrays;

/// Counts the pairs of equal neighbours around each pixel, or a few more, for a whole row at once. It shows
/// of nearly every pixel of a photograph that it surely is not flat, so [Flatness] need not be asked.
final class EqualNeighbours {
    /// The number of rows kept: at least those around a pixel.
    private static final int ROWS = 8;

    private static final int AROUND = GuardRules.FLAT_PX;

    private static final int EQUAL = FixedPoint.of(GuardRules.EQUAL) + FixedPoint.SLACK;

    private final int width;
    private final int height;
    private final int[] toRight;
    private final int[] toAbove;
    /// To how many of its right and upper neighbours a pixel is equal; with zeros before and after the row.
    private final byte[] equal;
    /// The number of equal pairs around a pixel, within a row and to the row above.
    private final byte[][] pairs;
    private final byte[] sums;
    private final int[] counts;

    EqualNeighbours(int width, int height) {
        this.width = width;
        this.height = height;
        this.toRight = new int[width];
        this.toAbove = new int[width];
        this.equal = new byte[AROUND + width + AROUND];
        this.pairs = new byte[ROWS][width];
        this.sums = new byte[width];
        this.counts = new int[width];
    }

    /// @param above and `row` one for each band, their first sample at index 1
    void add(int y, int[][] above, int[][] row) {
        Arrays.fill(toRight, 0);
        Arrays.fill(toAbove, y == 0 ? FixedPoint.ONE : 0);
        for (int band = 0; band < row.length; band++) {
            raiseToRight(row[band]);
            raiseToAbove(row[band], above[band]);
        }
        findEqual();
        addAround(equal, pairs[y % ROWS]);
    }

    private void raiseToRight(int[] samples) {
        for (int x = 0; x < toRight.length; x++) {
            toRight[x] = Math.max(toRight[x], Math.abs(samples[x + 1] - samples[x + 2]));
        }
    }

    private void raiseToAbove(int[] samples, int[] above) {
        for (int x = 0; x < toAbove.length; x++) {
            toAbove[x] = Math.max(toAbove[x], Math.abs(samples[x + 1] - above[x + 1]));
        }
    }

    private void findEqual() {
        for (int x = 0; x < toRight.length; x++) {
            toRight[x] = ((toRight[x] - EQUAL) >>> 31) + ((toAbove[x] - EQUAL) >>> 31);
        }
        for (int x = 0; x < toRight.length; x++) {
            equal[AROUND + x] = (byte) toRight[x];
        }
    }

    /// Sums each count with those around it.
    private static void addAround(byte[] n, byte[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] = (byte) (n[x] + n[x + 1] + n[x + 2] + n[x + 3] + n[x + 4] + n[x + 5] + n[x + 6]);
        }
    }

    private static void add(byte[] numbers, byte[] sums) {
        for (int x = 0; x < sums.length; x++) {
            sums[x] += numbers[x];
        }
    }

    /// How flat each pixel of a row may be: above 0 unless it surely is not. The rows around it must have
    /// been added.
    int[] flatness(int y) {
        int top = Math.max(0, y - AROUND);
        int bottom = Math.min(height - 1, y + AROUND);
        Arrays.fill(sums, (byte) 0);
        for (int row = top; row <= bottom; row++) {
            add(pairs[row % ROWS], sums);
        }
        int rows = bottom - top + 1;
        int least = (int) (GuardRules.SOME_FLAT * (2 * AROUND * rows + (2 * AROUND + 1) * (rows - 1)));
        for (int x = 0; x < counts.length; x++) {
            counts[x] = sums[x] - least;
        }
        Arrays.fill(counts, 0, Math.min(AROUND, width), 1); // fewer pairs at the sides
        Arrays.fill(counts, Math.max(0, width - AROUND), width, 1);
        return counts;
    }
}
