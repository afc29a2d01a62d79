package dev.azulejo.quality.metric.fsim;

/// Computes the mean of each block of a plane while its rows go by. Columns and rows left over at the right
/// and the bottom are dropped. For one thread.
final class Pool {
    private final int side;
    private final int width;
    private final int height;
    private final double[] sums;

    /// @param width of the result
    /// @param side of a block
    Pool(int width, int height, int side) {
        this.side = side;
        this.width = width;
        this.height = height;
        sums = new double[Math.multiplyExact(width, height)];
    }

    /// Takes the next rows of a plane.
    void accept(double[] plane, int planeWidth, int firstRow, int rows) {
        for (int row = 0; row < rows && (firstRow + row) / side < height; row++) {
            int target = (firstRow + row) / side * width;
            int source = row * planeWidth;
            for (int x = 0; x < width; x++) {
                double sum = sums[target + x];
                for (int i = 0; i < side; i++) {
                    sum += plane[source + x * side + i];
                }
                sums[target + x] = sum;
            }
        }
    }

    /// The means, once all rows have come.
    double[] means() {
        var means = new double[sums.length];
        for (int i = 0; i < means.length; i++) {
            means[i] = sums[i] / ((double) side * side);
        }
        return means;
    }
}
