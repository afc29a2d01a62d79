package dev.azulejo.quality.metric.natural;

/// The asymmetric generalised Gaussian that fits given values best, by their moments (Lasmar, Stitou and
/// Berthoumieu, ICIP 2009), with the shape taken from 0.2 to 10 in steps of 0.001, as NIQE does.
///
/// @param shape 2 for a Gaussian, less for heavier tails
/// @param left scale of what is below 0
/// @param right scale of what is above 0
record Aggd(double shape, double left, double right) {
    private static final double LEAST_SHAPE = 0.2;
    private static final double STEP = 0.001;
    private static final int SHAPES = 9801;
    private static final double[] RATIOS = ratios();

    private static double[] ratios() {
        var ratios = new double[SHAPES];
        for (int i = 0; i < SHAPES; i++) {
            double shape = shape(i);
            ratios[i] = StrictMath.exp(2 * logGamma(2 / shape) - logGamma(1 / shape) - logGamma(3 / shape));
        }
        return ratios;
    }

    private static double shape(int index) {
        return LEAST_SHAPE + index * STEP;
    }

    /// @return with values that are not finite if no value lies on one side of 0
    static Aggd of(double[] values) {
        double below = 0;
        double above = 0;
        double amounts = 0;
        int countBelow = 0;
        int countAbove = 0;
        for (double value : values) {
            amounts += Math.abs(value);
            if (value < 0) {
                below += value * value;
                countBelow++;
            } else if (value > 0) {
                above += value * value;
                countAbove++;
            }
        }
        double left = Math.sqrt(below / countBelow);
        double right = Math.sqrt(above / countAbove);
        double sides = left / right;
        double mean = amounts / values.length;
        double ratio = mean * mean / ((below + above) / values.length);
        double squares = sides * sides + 1;
        double shape = shape(nearest(ratio * (sides * sides * sides + 1) * (sides + 1) / (squares * squares)));
        double scale = Math.exp((logGamma(1 / shape) - logGamma(3 / shape)) / 2);
        return new Aggd(shape, left * scale, right * scale);
    }

    /// The mean of the distribution as NIQE defines it.
    double mean() {
        return (right - left) * Math.exp(logGamma(2 / shape) - logGamma(1 / shape));
    }

    /// The index of the nearest of the tabulated ratios, which grow with the shape.
    private static int nearest(double ratio) {
        int low = 0;
        int high = SHAPES - 1;
        while (high - low > 1) {
            int middle = (low + high) / 2;
            if (RATIOS[middle] < ratio) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.abs(RATIOS[high] - ratio) < Math.abs(RATIOS[low] - ratio) ? high : low;
    }

    /// The logarithm of the gamma function of a positive number, by Stirling's series where that is exact
    /// to the last digits.
    private static double logGamma(double value) {
        double shift = 0;
        double x = value;
        while (x < 15) {
            shift -= StrictMath.log(x);
            x++;
        }
        double square = 1 / (x * x);
        double series = 1.0 / 12 - square * (1.0 / 360 - square * (1.0 / 1260 - square * (1.0 / 1680 - square / 1188)));
        return shift + (x - 0.5) * StrictMath.log(x) - x + 0.5 * StrictMath.log(2 * StrictMath.PI) + series / x;
    }
}
