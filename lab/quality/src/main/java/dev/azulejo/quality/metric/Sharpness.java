package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.quality.metric.rows.Lanes;
import dev.azulejo.quality.metric.rows.Meter;
import dev.azulejo.quality.metric.rows.Strip;
import dev.azulejo.quality.metric.score.Metric;
import dev.azulejo.quality.metric.score.Scores;

/// Measures the share of its steps that luma loses when it is blurred, from 0 to 1: a sharp image loses
/// much, a blurred one little (Crété-Roffet, Dolmiere, Ladret and Nicolas, "The blur effect", SPIE 6492,
/// 2007; 1 less the blur effect of scikit-image, with its window of 11 and Sobel's steps). The more blurred
/// axis counts. Noise counts as sharp. For one thread; spreads its work by [Lanes].
final class Sharpness implements Meter {
    private static final int WINDOW = 11;
    private static final int RADIUS = WINDOW / 2;
    private static final int LEAST_SIDE =
            5; // two pixels at the start and one at the end do not count, as in scikit-image

    private final Size size;
    private final int width;
    private final int height;
    private final double[][] ring;
    private int rowsIn;
    private int rowsOut = 2;
    private double across;
    private double acrossLost;
    private double down;
    private double downLost;

    Sharpness(Size size, int maxRows) {
        this.size = size;
        width = size.width();
        height = size.height();
        ring = new double[maxRows + 2 * (RADIUS + 2)][width];
    }

    @Override
    public void accept(Strip strip) {
        for (int row = 0; row < strip.rows(); row++) {
            System.arraycopy(strip.luma(), row * width, ring[(rowsIn + row) % ring.length], 0, width);
        }
        rowsIn += strip.rows();
        int end = rowsIn == height ? height - 1 : rowsIn - RADIUS - 1;
        if (end <= rowsOut || Math.min(width, height) < LEAST_SIDE) {
            return;
        }
        int first = rowsOut;
        var sums = new double[end - first][];
        Lanes.each(end - first, row -> sums[row] = row(first + row));
        for (var sum : sums) {
            across += sum[0];
            acrossLost += sum[1];
            down += sum[2];
            downLost += sum[3];
        }
        rowsOut = end;
    }

    /// The index of a sample in a line mirrored at its ends, with the outermost pixel twice.
    private static int mirrored(int index, int length) {
        int at = Math.floorMod(index, 2 * length);
        return at < length ? at : 2 * length - 1 - at;
    }

    private double[] line(int y) {
        return ring[mirrored(y, height) % ring.length];
    }

    /// @return sums along a row: steps across and their loss, steps down and their loss
    private double[] row(int y) {
        // each step is between lines that are mixed 1 2 1 along the other side
        var mixed = mix(line(y - 1), line(y), line(y + 1));
        var blurred = blurAcross(mixed);
        var sums = new double[4];
        for (int x = 2; x < width - 1; x++) {
            double sharp = Math.abs(mixed[x + 1] - mixed[x - 1]);
            double soft = Math.abs(blurred[x + 1] - blurred[x - 1]);
            sums[0] += sharp;
            sums[1] += Math.max(0, sharp - soft);
        }
        var upper = line(y - 1);
        var lower = line(y + 1);
        var upperBlurred = blurDown(y - 1);
        var lowerBlurred = blurDown(y + 1);
        for (int x = 2; x < width - 1; x++) {
            double sharp = Math.abs(mixedStep(upper, lower, x));
            double soft = Math.abs(mixedStep(upperBlurred, lowerBlurred, x));
            sums[2] += sharp;
            sums[3] += Math.max(0, sharp - soft);
        }
        return sums;
    }

    private static double mixedStep(double[] upper, double[] lower, int x) {
        return (lower[x - 1] - upper[x - 1]) + 2 * (lower[x] - upper[x]) + (lower[x + 1] - upper[x + 1]);
    }

    private double[] mix(double[] upper, double[] middle, double[] lower) {
        var mixed = new double[width];
        for (int x = 0; x < width; x++) {
            mixed[x] = upper[x] + 2 * middle[x] + lower[x];
        }
        return mixed;
    }

    private double[] blurAcross(double[] line) {
        var blurred = new double[width];
        for (int x = 0; x < width; x++) {
            double sum = 0;
            if (x >= RADIUS && x < width - RADIUS) {
                for (int i = x - RADIUS; i <= x + RADIUS; i++) {
                    sum += line[i];
                }
            } else {
                for (int i = x - RADIUS; i <= x + RADIUS; i++) {
                    sum += line[mirrored(i, width)];
                }
            }
            blurred[x] = sum / WINDOW;
        }
        return blurred;
    }

    private double[] blurDown(int y) {
        var blurred = new double[width];
        int centre = mirrored(y, height);
        for (int i = centre - RADIUS; i <= centre + RADIUS; i++) {
            var line = line(i);
            for (int x = 0; x < width; x++) {
                blurred[x] += line[x] / WINDOW;
            }
        }
        return blurred;
    }

    @Override
    public void addTo(Scores.Builder scores) {
        if (Math.min(width, height) < LEAST_SIDE) {
            scores.put(
                    Metric.SHARPNESS,
                    Scores.Score.none(
                            "needs at least %d pixels each way, the image is %s".formatted(LEAST_SIDE, size)));
        } else if (across == 0 || down == 0) {
            scores.put(Metric.SHARPNESS, Scores.Score.none("the image has no steps that could be sharp"));
        } else {
            scores.put(Metric.SHARPNESS, Math.min(acrossLost / across, downLost / down));
        }
    }
}
