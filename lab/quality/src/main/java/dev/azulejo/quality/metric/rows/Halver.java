package dev.azulejo.quality.metric.rows;

/// Halves the sides of a plane while its rows go by: each value is the mean of 2×2. The last column and row
/// of odd sides are dropped. For one thread.
public final class Halver {
    private final int width;
    private final int halfWidth;
    private final double[] above;
    private final double[] halves;
    private boolean isOdd;

    /// @param maxRows greatest number of rows that come at once
    public Halver(int width, int maxRows) {
        this.width = width;
        halfWidth = width / 2;
        above = new double[width];
        halves = new double[Math.multiplyExact(halfWidth, (maxRows + 1) / 2)];
    }

    public int width() {
        return halfWidth;
    }

    /// Takes the next rows.
    ///
    /// @return how many rows of half the width they complete; they are in [#halves] until the next call
    public int accept(double[] plane, int rows) {
        int carried = isOdd ? 1 : 0;
        int made = (rows + carried) / 2;
        for (int row = 0; row < made; row++) {
            int lower = (2 * row + 1 - carried) * width;
            boolean first = row == 0 && carried == 1;
            average(first ? above : plane, first ? 0 : lower - width, plane, lower, row * halfWidth);
        }
        isOdd = (rows + carried) % 2 == 1;
        if (isOdd && rows > 0) {
            System.arraycopy(plane, (rows - 1) * width, above, 0, width);
        }
        return made;
    }

    private void average(double[] upper, int upperStart, double[] lower, int lowerStart, int target) {
        for (int x = 0; x < halfWidth; x++) {
            int left = 2 * x;
            halves[target + x] = (upper[upperStart + left]
                            + upper[upperStart + left + 1]
                            + lower[lowerStart + left]
                            + lower[lowerStart + left + 1])
                    / 4;
        }
    }

    public double[] halves() {
        return halves;
    }
}
