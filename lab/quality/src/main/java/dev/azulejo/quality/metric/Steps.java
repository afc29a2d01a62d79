package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Lanes;

/// Measures the mean step from each column of a plane to the next, and from each row to the next. Each step
/// is averaged over a run of pixels along the border: what varies along a run, such as noise, cancels, and
/// the excess of a tile or block over its neighbour does not. For one thread; spreads its work by [Lanes].
final class Steps {
    /// The number of columns of a lane.
    private static final int LANE = 512;

    private final int width;
    private final int height;
    private final int run;
    private final double[] open;
    private final double[] above;
    private final double[] columns;
    private final double[] rows;

    /// @param run length in pixels along a border
    Steps(Size size, int run) {
        this.width = size.width();
        this.height = size.height();
        this.run = run;
        open = new double[width];
        above = new double[width];
        columns = new double[width];
        rows = new double[height];
    }

    /// Takes the next rows.
    void accept(double[] plane, int firstRow, int count) {
        Lanes.each(Math.ceilDiv(width, LANE), lane -> addColumns(plane, lane * LANE, firstRow, count));
        Lanes.each(count, row -> {
            if (firstRow + row > 0) {
                var upper = row == 0 ? above : plane;
                rows[firstRow + row] = stepDown(upper, row == 0 ? 0 : (row - 1) * width, plane, row * width);
            }
        });
        System.arraycopy(plane, (count - 1) * width, above, 0, width);
    }

    private void addColumns(double[] plane, int left, int firstRow, int count) {
        int first = Math.max(1, left);
        int end = Math.min(width, left + LANE);
        for (int row = 0; row < count; row++) {
            int at = row * width;
            for (int x = first; x < end; x++) {
                open[x] += plane[at + x] - plane[at + x - 1];
            }
            int y = firstRow + row + 1;
            if (y % run == 0 || y == height) {
                for (int x = first; x < end; x++) {
                    columns[x] += Math.abs(open[x]);
                    open[x] = 0;
                }
            }
        }
    }

    private double stepDown(double[] upper, int upperStart, double[] lower, int lowerStart) {
        double sum = 0;
        for (int left = 0; left < width; left += run) {
            double step = 0;
            for (int x = left; x < Math.min(width, left + run); x++) {
                step += lower[lowerStart + x] - upper[upperStart + x];
            }
            sum += Math.abs(step);
        }
        return sum;
    }

    /// The mean step from the column before, by column; that of the first is 0.
    double[] columns() {
        return divided(columns, height);
    }

    /// The mean step from the row before, by row; that of the first is 0.
    double[] rows() {
        return divided(rows, width);
    }

    private static double[] divided(double[] sums, int count) {
        var means = sums.clone();
        for (int i = 0; i < means.length; i++) {
            means[i] /= count;
        }
        return means;
    }
}
