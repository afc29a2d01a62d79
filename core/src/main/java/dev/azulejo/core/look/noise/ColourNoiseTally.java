package dev.azulejo.core.look.noise;

import dev.azulejo.core.pixels.LookedRows;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures [ColourNoise] in blocks of 16 x 16 pixels: of the filter's answers in the three bands the part of each that
/// the other two do not predict (its variance given theirs, from the matrix of covariances). For one thread.
final class ColourNoiseTally {
    private static final int BANDS = 3;
    private static final int BRIGHTNESSES = 4;
    private static final int LEVELS_OF_A_BRIGHTNESS = 64;
    private static final int WINDOW = NoiseBlock.WINDOW;
    private static final int HALF = WINDOW / 2;
    private static final float GAIN = 36; // the sum of the squares of the filter's weights, 1 -2 1 by 1 -2 1
    private static final float BLACK = 0.5f;
    private static final float WHITE = 254.5f;
    private static final double MOST_CLIPPED = 0.02;

    /// Added to each variance, so that bands which are alike have no part of their own.
    private static final double LEAST_VARIANCE = 1e-3;

    /// The share of the evenest blocks of a brightness that counts, and the fewest blocks.
    private static final double EVENEST = 0.1;

    private static final int LEAST_EVENEST = 4;

    /// The fewest blocks of a brightness, and the least share of all, that say anything.
    private static final int LEAST_BLOCKS = 6;

    private static final double LEAST_SHARE = 0.08;

    /// By how much a brightness may be noisier than the one with the least noise. A sensor's noise grows with light,
    /// but what grows faster is texture.
    private static final double MOST_OF_LEAST = 3;

    /// The variance that rounding to levels adds, at both resolutions.
    private static final double ROUNDING = 1 / 12.0;

    private static final double COARSE_ROUNDING = 1 / 48.0;

    private final float[][] halved = new float[BANDS][HALF * HALF];
    private final Blocks[] byBrightness =
            Stream.generate(Blocks::new).limit(BRIGHTNESSES).toArray(Blocks[]::new);

    /// The blocks of one brightness, with the variance of noise at both resolutions.
    private static final class Blocks {
        private float[] fine = new float[64];
        private float[] coarse = new float[64];
        private int count;

        void add(double fineVariance, double coarseVariance) {
            if (count == fine.length) {
                fine = Arrays.copyOf(fine, 2 * count);
                coarse = Arrays.copyOf(coarse, 2 * count);
            }
            fine[count] = (float) fineVariance;
            coarse[count++] = (float) coarseVariance;
        }

        /// Medians over the evenest blocks.
        Evenest evenest() {
            int[] order = IntStream.range(0, count)
                    .boxed()
                    .sorted((one, other) -> Float.compare(weight(one), weight(other)))
                    .limit(Math.max(LEAST_EVENEST, (long) (EVENEST * count)))
                    .mapToInt(Integer::intValue)
                    .toArray();
            return new Evenest(count, median(fine, order), median(coarse, order));
        }

        private float weight(int block) {
            return fine[block] + 4 * coarse[block];
        }

        private static double median(float[] values, int[] of) {
            var sorted = new float[of.length];
            for (int i = 0; i < of.length; i++) {
                sorted[i] = values[of[i]];
            }
            Arrays.sort(sorted);
            return (sorted[(of.length - 1) / 2] + sorted[of.length / 2]) / 2.0;
        }
    }

    private record Evenest(int blocks, double fine, double coarse) {}

    /// @param first index of the first pixel of a window, see [NoiseBlock]
    void add(LookedRows rows, int first) {
        var bands = new float[][] {rows.red(), rows.green(), rows.blue()};
        int clipped = 0;
        double luma = 0;
        for (int y = 0; y < WINDOW; y++) {
            for (int at = first + y * rows.width(); at < first + y * rows.width() + WINDOW; at++) {
                luma += rows.luma()[at];
                for (var band : bands) {
                    clipped += band[at] < BLACK || band[at] > WHITE ? 1 : 0;
                }
            }
        }
        if (clipped > MOST_CLIPPED * BANDS * WINDOW * WINDOW) {
            return;
        }
        for (int band = 0; band < BANDS; band++) {
            halve(bands[band], first, rows.width(), halved[band]);
        }
        int part = Math.clamp((int) (luma / (WINDOW * WINDOW)) / LEVELS_OF_A_BRIGHTNESS, 0, BRIGHTNESSES - 1);
        byBrightness[part].add(own(bands, first, rows.width(), WINDOW - 2), own(halved, 0, HALF, HALF - 2));
    }

    private static void halve(float[] band, int first, int width, float[] to) {
        for (int y = 0; y < HALF; y++) {
            int at = first + 2 * y * width;
            for (int x = 0; x < HALF; x++, at += 2) {
                to[y * HALF + x] = (band[at] + band[at + 1] + band[at + width] + band[at + width + 1]) / 4;
            }
        }
    }

    /// The mean over the bands of the variance that the two others do not predict.
    ///
    /// @param answers the filter has on a side
    private static double own(float[][] bands, int first, int width, int answers) {
        double rr = 0;
        double gg = 0;
        double bb = 0;
        double rg = 0;
        double rb = 0;
        double gb = 0;
        for (int y = 0; y < answers; y++) {
            for (int at = first + y * width; at < first + y * width + answers; at++) {
                float red = filtered(bands[0], at, width);
                float green = filtered(bands[1], at, width);
                float blue = filtered(bands[2], at, width);
                rr += red * red;
                gg += green * green;
                bb += blue * blue;
                rg += red * green;
                rb += red * blue;
                gb += green * blue;
            }
        }
        double scale = 1.0 / (GAIN * answers * answers);
        return own(
                rr * scale + LEAST_VARIANCE,
                gg * scale + LEAST_VARIANCE,
                bb * scale + LEAST_VARIANCE,
                rg * scale,
                rb * scale,
                gb * scale);
    }

    /// The variance of a variable given two others is the determinant of the covariances of all, divided by that of the
    /// two.
    private static double own(double rr, double gg, double bb, double rg, double rb, double gb) {
        double ofGreenAndBlue = gg * bb - gb * gb;
        double ofRedAndBlue = rr * bb - rb * rb;
        double ofRedAndGreen = rr * gg - rg * rg;
        double all = rr * ofGreenAndBlue - rg * (rg * bb - gb * rb) + rb * (rg * gb - gg * rb);
        double sum = all / ofGreenAndBlue + all / ofRedAndBlue + all / ofRedAndGreen;
        return Math.max(0, sum / BANDS - LEAST_VARIANCE);
    }

    private static float filtered(float[] band, int at, int width) {
        return second(band, at) - 2 * second(band, at + width) + second(band, at + 2 * width);
    }

    private static float second(float[] band, int at) {
        return band[at] - 2 * band[at + 1] + band[at + 2];
    }

    /// The noise; empty if too few blocks could show it.
    Optional<ColourNoise> noise() {
        long blocks = Stream.of(byBrightness).mapToLong(each -> each.count).sum();
        var telling = Stream.of(byBrightness)
                .filter(each -> each.count >= Math.max(LEAST_BLOCKS, LEAST_SHARE * blocks))
                .map(Blocks::evenest)
                .toList();
        if (telling.isEmpty()) {
            return Optional.empty();
        }
        double mostFine = MOST_OF_LEAST
                * telling.stream().mapToDouble(Evenest::fine).min().orElseThrow();
        double mostCoarse = MOST_OF_LEAST
                * telling.stream().mapToDouble(Evenest::coarse).min().orElseThrow();
        double told = telling.stream().mapToInt(Evenest::blocks).sum();
        double fine = telling.stream()
                .mapToDouble(each -> each.blocks / told * Math.min(each.fine, mostFine))
                .sum();
        double coarse = telling.stream()
                .mapToDouble(each -> each.blocks / told * Math.min(each.coarse, mostCoarse))
                .sum();
        return Optional.of(new ColourNoise(
                Math.sqrt(Math.max(0, fine - ROUNDING)), Math.sqrt(Math.max(0, coarse - COARSE_ROUNDING))));
    }
}
