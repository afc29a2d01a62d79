package dev.azulejo.lab.damage;

import dev.azulejo.lab.picture.Picture;
import java.util.Arrays;

/// Weights by which a pixel is mixed with its neighbours, in a square of an odd side; their sum is 1.
/// Outside of a picture lies its mirror image, whose border is not repeated (OpenCV's
/// `BORDER_REFLECT_101`).
final class Kernel {
    /// The number of points in each direction by which the share of a disk or line in a pixel is computed.
    private static final int FINER = 16;

    private static final int BESSEL_POINTS = 64;

    private final int side;
    private final double[] weights;

    private Kernel(int side, double[] weights) {
        this.side = side;
        this.weights = weights;
        double sum = Arrays.stream(weights).sum();
        for (int i = 0; i < weights.length; i++) {
            weights[i] /= sum;
        }
    }

    private interface Shape {
        double at(int x, int y);
    }

    private static Kernel of(int radius, Shape shape) {
        int side = 2 * radius + 1;
        var weights = new double[side * side];
        for (int y = -radius; y <= radius; y++) {
            for (int x = -radius; x <= radius; x++) {
                weights[(y + radius) * side + x + radius] = shape.at(x, y);
            }
        }
        return new Kernel(side, weights);
    }

    /// A normal distribution that is wider in one direction, cut off at three times the wider deviation.
    ///
    /// @param along deviation in the direction of `turn`, in pixels, above 0
    /// @param across deviation at right angles to it
    /// @param turn in radians
    static Kernel gaussian(double along, double across, double turn) {
        double cos = StrictMath.cos(turn);
        double sin = StrictMath.sin(turn);
        return of((int) Math.ceil(3 * Math.max(along, across)), (x, y) -> {
            double u = (x * cos + y * sin) / along;
            double v = (y * cos - x * sin) / across;
            return StrictMath.exp(-0.5 * (u * u + v * v));
        });
    }

    /// The image of a point through a lens out of focus: a disk.
    ///
    /// @param radius in pixels, above 0
    static Kernel defocus(double radius) {
        return of((int) Math.ceil(radius), (x, y) -> {
            int inside = 0;
            for (int i = 0; i < FINER * FINER; i++) {
                int column = i % FINER;
                int row = i / FINER;
                double u = x - 0.5 + (column + 0.5) / FINER;
                double v = y - 0.5 + (row + 0.5) / FINER;
                inside += u * u + v * v <= radius * radius ? 1 : 0;
            }
            return inside;
        });
    }

    /// The image of a point while the camera moves along a line.
    ///
    /// @param length in pixels, above 0
    /// @param turn in radians
    static Kernel motion(double length, double turn) {
        int radius = (int) Math.ceil(length / 2) + 1;
        int side = 2 * radius + 1;
        var weights = new double[side * side];
        int points = (int) Math.ceil(length * FINER) + 1;
        for (int i = 0; i < points; i++) {
            double at = ((i + 0.5) / points - 0.5) * length;
            double x = at * StrictMath.cos(turn) + radius;
            double y = at * StrictMath.sin(turn) + radius;
            int left = (int) x;
            int top = (int) y;
            double u = x - left;
            double v = y - top;
            weights[top * side + left] += (1 - u) * (1 - v);
            weights[top * side + left + 1] += u * (1 - v);
            weights[(top + 1) * side + left] += (1 - u) * v;
            weights[(top + 1) * side + left + 1] += u * v;
        }
        return new Kernel(side, weights);
    }

    /// A low-pass filter with a sharp edge, which leaves rings, as sharpening and bad resizing do
    /// (Real-ESRGAN).
    ///
    /// @param cutOff in radians a pixel, above 0 and at most π
    /// @param radius of the kernel, in pixels
    static Kernel sinc(double cutOff, int radius) {
        return of(radius, (x, y) -> {
            double distance = Math.hypot(x, y);
            return distance == 0
                    ? cutOff * cutOff / (4 * Math.PI)
                    : cutOff * bessel(cutOff * distance) / (2 * Math.PI * distance);
        });
    }

    /// The Bessel function J₁ by its integral (Abramowitz, Stegun 9.1.21), whose sum over a whole period
    /// converges faster than any power.
    private static double bessel(double x) {
        double sum = 0;
        for (int i = 0; i < BESSEL_POINTS; i++) {
            double t = 2 * Math.PI * i / BESSEL_POINTS;
            sum += StrictMath.cos(t - x * StrictMath.sin(t));
        }
        return sum / BESSEL_POINTS;
    }

    Picture mixed(Picture picture) {
        var result = Picture.blank(picture.width(), picture.height());
        int radius = side / 2;
        for (int band = 0; band < Picture.BANDS; band++) {
            int plane = band * picture.pixels();
            for (int y = 0; y < picture.height(); y++) {
                for (int x = 0; x < picture.width(); x++) {
                    double sum = 0;
                    for (int i = 0; i < weights.length; i++) {
                        int fromX = mirrored(x + i % side - radius, picture.width());
                        int fromY = mirrored(y + i / side - radius, picture.height());
                        sum += weights[i] * picture.samples()[plane + fromY * picture.width() + fromX];
                    }
                    result.samples()[plane + y * picture.width() + x] = (float) sum;
                }
            }
        }
        return result;
    }

    /// The index in a line for the position `at`, mirrored at its first and last pixel.
    static int mirrored(int at, int length) {
        if (length == 1) {
            return 0;
        }
        int period = 2 * (length - 1);
        int within = Math.floorMod(at, period);
        return within < length ? within : period - within;
    }
}
