package dev.azulejo.quality.metric;

import dev.azulejo.core.port.ImageDecoder;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.quality.metric.rows.StripReader;
import dev.azulejo.quality.metric.rows.UprightRows;
import java.util.Arrays;

/// Summarises an image at 8×8 pixels by how its luma steps from each pixel to the next, to the right and
/// down. It tells whether two files show the same picture, independent of size, compression, brightness and
/// colour. Immutable.
public final class Thumbnail {
    private static final int SIDE = 8;

    private final double[] steps;

    private Thumbnail(double[] steps) {
        this.steps = steps;
    }

    /// Reads an image of any size row by row, and turns it upright.
    ///
    /// @throws UnreadableImage when the file turns out to be damaged
    public static Thumbnail of(ImageDecoder.Rows rows) throws UnreadableImage {
        try (var upright = UprightRows.of(rows)) {
            var size = upright.image().stored();
            var reader = new StripReader(upright, MetricOptions.DEFAULT.rows(size.width()));
            var strip = reader.newStrip();
            var sums = new double[SIDE * SIDE];
            var counts = new int[SIDE * SIDE];
            while (reader.next(strip)) {
                for (int row = 0; row < strip.rows(); row++) {
                    int cells = cell(strip.firstRow() + row, size.height()) * SIDE;
                    for (int x = 0; x < size.width(); x++) {
                        int at = cells + cell(x, size.width());
                        sums[at] += strip.luma()[row * size.width() + x];
                        counts[at]++;
                    }
                }
            }
            for (int i = 0; i < sums.length; i++) {
                sums[i] /= Math.max(1, counts[i]);
            }
            return new Thumbnail(steps(sums));
        }
    }

    private static int cell(int at, int length) {
        return (int) ((long) at * SIDE / length);
    }

    private static double[] steps(double[] luma) {
        var across = new double[SIDE * (SIDE - 1)];
        var down = new double[SIDE * (SIDE - 1)];
        for (int i = 0; i < across.length; i++) {
            int left = i / (SIDE - 1) * SIDE + i % (SIDE - 1);
            across[i] = luma[left + 1] - luma[left];
            down[i] = luma[i + SIDE] - luma[i];
        }
        normalise(across);
        normalise(down);
        var steps = Arrays.copyOf(across, across.length + down.length);
        System.arraycopy(down, 0, steps, across.length, down.length);
        return steps;
    }

    /// Removes the mean of the steps and scales them to length 1; those of a flat image become 0.
    private static void normalise(double[] steps) {
        double mean = Arrays.stream(steps).average().orElseThrow();
        double squares =
                Arrays.stream(steps).map(step -> (step - mean) * (step - mean)).sum();
        double length = Math.sqrt(squares);
        for (int i = 0; i < steps.length; i++) {
            steps[i] = length < 1e-6 ? 0 : (steps[i] - mean) / length;
        }
    }

    /// How alike two images are, from −1 to 1: 1 if their steps are proportional, near 0 if they are
    /// unrelated, and for flat images.
    public double likeness(Thumbnail other) {
        double sum = 0;
        for (int i = 0; i < steps.length; i++) {
            sum += steps[i] * other.steps[i];
        }
        return sum / 2;
    }
}
