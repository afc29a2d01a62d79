package dev.azulejo.core.look.jpeg;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.OptionalInt;

/// Estimates the quality that a JPEG was written with, on the scale of libjpeg (1 to 100), from its
/// quantisation tables. The quality of files of libjpeg is exact; for other programs it is the nearest.
/// Pure.
public final class JpegQuality {
    /// The quality from which JPEG leaves noise much as it was.
    public static final int LEAVES_NOISE = 90;

    private static final int COEFFICIENTS = 64;
    private static final int MOST_OF_EIGHT_BITS = 255;
    private static final int MOST = 32_767;

    /// The standard table for luminance: ITU T.81, table K.1, row by row.
    private static final int[] LUMINANCE = {
        16, 11, 10, 16, 24, 40, 51, 61,
        12, 12, 14, 19, 26, 58, 60, 55,
        14, 13, 16, 24, 40, 57, 69, 56,
        14, 17, 22, 29, 51, 87, 80, 62,
        18, 22, 37, 56, 68, 109, 103, 77,
        24, 35, 55, 64, 81, 104, 113, 92,
        49, 64, 78, 87, 103, 121, 120, 101,
        72, 92, 95, 98, 112, 100, 103, 99
    };

    /// The standard table for chrominance: ITU T.81, table K.2, row by row.
    private static final int[] CHROMINANCE = {
        17, 18, 24, 47, 99, 99, 99, 99,
        18, 21, 26, 66, 99, 99, 99, 99,
        24, 26, 56, 99, 99, 99, 99, 99,
        47, 66, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99,
        99, 99, 99, 99, 99, 99, 99, 99
    };

    /// The place in row order of each coefficient of a file (ITU T.81, figure A.6).
    private static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10,
        17, 24, 32, 25, 18, 11, 4, 5,
        12, 19, 26, 33, 40, 48, 41, 34,
        27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36,
        29, 22, 15, 23, 30, 37, 44, 51,
        58, 59, 52, 45, 38, 31, 39, 46,
        53, 60, 61, 54, 47, 55, 62, 63
    };

    private JpegQuality() {}

    /// As [#of(InputStream)], and leaves the file to be read from its first byte on.
    public static OptionalInt peek(BufferedInputStream file) throws IOException {
        file.mark(JpegTables.MOST_BYTES);
        var quality = of(file);
        file.reset();
        return quality;
    }

    /// The quality that the head of a file tells; empty if it is no JPEG, or damaged.
    public static OptionalInt of(InputStream file) throws IOException {
        return JpegTables.of(file).map(JpegQuality::of).orElse(OptionalInt.empty());
    }

    /// The quality; empty for tables that no encoder writes, such as ones of zeros.
    public static OptionalInt of(JpegTables.Pair tables) {
        boolean isChrominance = !Arrays.equals(tables.chrominance(), tables.luminance()); // else one is for both
        int best = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int quality = 1; quality <= 100; quality++) {
            double distance = distance(tables.luminance(), LUMINANCE, quality)
                    + (isChrominance ? distance(tables.chrominance(), CHROMINANCE, quality) : 0);
            if (distance < least) {
                least = distance;
                best = quality;
            }
        }
        return best == 0 ? OptionalInt.empty() : OptionalInt.of(best);
    }

    /// The quality whose steps for luminance are nearest to those found in pixels; the middle one of
    /// several alike. Empty if no step is known.
    ///
    /// @param steps row by row; 0 where the step is not known
    public static OptionalInt ofSome(int[] steps) {
        if (Arrays.stream(steps).allMatch(step -> step == 0)) {
            return OptionalInt.empty();
        }
        int first = 0;
        int last = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int quality = 1; quality <= 100; quality++) {
            double distance = distanceOfSome(steps, quality);
            first = distance < least ? quality : first;
            last = distance <= least ? quality : last;
            least = Math.min(least, distance);
        }
        return OptionalInt.of((first + last + 1) / 2);
    }

    private static double distanceOfSome(int[] steps, int quality) {
        double distance = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            if (steps[i] > 0) {
                double difference = Math.log(steps[i]) - Math.log(luminanceStep(i, quality));
                distance += difference * difference;
            }
        }
        return distance;
    }

    /// The sum of squared differences of the logarithms, so the factor counts, for fine and coarse
    /// steps alike.
    private static double distance(int[] table, int[] standard, int quality) {
        int most = MOST_OF_EIGHT_BITS;
        for (int step : table) {
            if (step < 1) {
                return Double.NaN; // never the least
            }
            most = step > MOST_OF_EIGHT_BITS ? MOST : most;
        }
        double distance = 0;
        for (int i = 0; i < COEFFICIENTS; i++) {
            double difference = Math.log(table[i]) - Math.log(step(standard[ZIGZAG[i]], quality, most));
            distance += difference * difference;
        }
        return distance;
    }

    /// The step that libjpeg has for luminance.
    ///
    /// @param index of the coefficient, row by row
    static int luminanceStep(int index, int quality) {
        return step(LUMINANCE[index], quality, MOST_OF_EIGHT_BITS);
    }

    /// A standard step scaled as in libjpeg (`jpeg_quality_scaling` and `jpeg_add_quant_table` of its
    /// jcparam.c).
    private static int step(int standard, int quality, int most) {
        int percent = quality < 50 ? 5_000 / quality : 200 - 2 * quality;
        return Math.clamp((standard * percent + 50) / 100, 1, most);
    }
}
