package dev.azulejo.quality.metric.fsim;

import dev.azulejo.quality.metric.rows.Lanes;
import java.util.Arrays;
import java.util.stream.IntStream;

/// The filters of phase congruency (Kovesi 1999, as [Fsim] uses them), in the frequency plane with
/// frequency 0 at its corner: each is the product of a log-Gabor band ([#radial]) and a Gaussian of the
/// angle ([#angular]). An instance is for images of one size.
final class LogGabor {
    static final int SCALES = 4;
    static final int ORIENTATIONS = 4;

    private static final double SHORTEST_WAVE_PX = 6;
    private static final double LOG_SIGMA = Math.log(0.55);
    private static final double[] LOG_WAVES = IntStream.range(0, SCALES)
            .mapToDouble(scale -> Math.log(SHORTEST_WAVE_PX * (1 << scale)))
            .toArray();
    private static final double ANGLE_SIGMA = Math.PI / (ORIENTATIONS * 1.2);

    /// The cut-off of a Butterworth low pass, so that no corner of the frequency plane counts.
    private static final double CUT_OFF = 0.45;

    private static final int ORDER = 15;

    private final int width;
    private final int height;
    private final double[][] radial;
    private final double[][] angular = new double[ORIENTATIONS][];
    private final NoiseResponse[] noise = new NoiseResponse[ORIENTATIONS];

    LogGabor(int width, int height) {
        this.width = width;
        this.height = height;
        radial = new double[SCALES][width * height];
        Lanes.each(height, this::fillRadial);
        Arrays.setAll(angular, this::spread);
        Lanes.each(ORIENTATIONS, orientation -> noise[orientation] = respond(angular[orientation]));
    }

    private void fillRadial(int y) {
        double v = frequency(y, height);
        for (int x = 0; x < width; x++) {
            double u = frequency(x, width);
            double radius = Math.sqrt(u * u + v * v); // not Math.hypot, which is slow
            int at = y * width + x;
            double lowPass = 1 / (1 + Math.pow(radius / CUT_OFF, 2 * ORDER));
            double logRadius = Math.log(radius);
            for (int scale = 0; scale < SCALES && at > 0; scale++) {
                double octaves = (logRadius + LOG_WAVES[scale]) / LOG_SIGMA;
                radial[scale][at] = Math.exp(-octaves * octaves / 2) * lowPass;
            }
        }
    }

    /// The frequency of an index, from -1/2 to 1/2. An odd number of samples reaches both ends.
    private static double frequency(int index, int length) {
        int signed = index < (length + 1) / 2 ? index : index - length;
        return (double) signed / (length % 2 == 0 ? length : length - 1);
    }

    double[] radial(int scale) {
        return radial[scale];
    }

    double[] angular(int orientation) {
        return angular[orientation];
    }

    NoiseResponse noiseResponse(int orientation) {
        return noise[orientation];
    }

    private double[] spread(int orientation) {
        var spread = new double[width * height];
        double angle = orientation * Math.PI / ORIENTATIONS;
        Lanes.each(height, y -> {
            double v = frequency(y, height);
            for (int x = 0; x < width; x++) {
                double u = frequency(x, width);
                // rows are the first axis of the reference's grid
                double theta = Math.atan2(-u, v);
                double away = Math.IEEEremainder(theta - angle, 2 * Math.PI);
                spread[y * width + x] = Math.exp(-away * away / (2 * ANGLE_SIGMA * ANGLE_SIGMA));
            }
        });
        return spread;
    }

    /// How the filters of an orientation respond to noise.
    ///
    /// @param least sum of squares of the filter of the smallest scale
    /// @param squares of the filters' even parts, summed
    /// @param products of the even parts of each two different filters, summed
    record NoiseResponse(double least, double squares, double products) {}

    private NoiseResponse respond(double[] spread) {
        double least = 0;
        double squares = 0;
        double products = 0;
        var even = new double[SCALES];
        for (int y = 0; y < height; y++) {
            int opposite = (height - y) % height;
            for (int x = 0; x < width; x++) {
                int at = y * width + x;
                int mirrored = opposite * width + (width - x) % width;
                double sum = 0;
                for (int scale = 0; scale < SCALES; scale++) {
                    double filter = radial[scale][at] * spread[at];
                    even[scale] = (filter + radial[scale][mirrored] * spread[mirrored]) / 2;
                    least += scale == 0 ? filter * filter : 0;
                    squares += even[scale] * even[scale];
                    products += even[scale] * sum;
                    sum += even[scale];
                }
            }
        }
        return new NoiseResponse(least, squares, products);
    }
}
