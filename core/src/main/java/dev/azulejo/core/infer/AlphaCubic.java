package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;

/// Enlarges alpha by cubic interpolation (Catmull-Rom), whatever the models: a mask goes from nothing to all within a
/// pixel, which SPAN answers with speckle (`models/README.md`), and there is no detail in one that a model could know.
/// The same numbers on every machine.
final class AlphaCubic {
    /// How many input pixels away from a pixel's own the result depends on.
    static final int RADIUS_PX = 2;

    private static final int TAPS = 4;

    private final PixelBlock padded;
    private final int scale;
    private final float[][] weights;

    AlphaCubic(PixelBlock padded, int scale) {
        this.padded = padded;
        this.scale = scale;
        this.weights = new float[scale][];
        for (int phase = 0; phase < scale; phase++) {
            double position = (phase + 0.5) / scale - 0.5; // of an output pixel's centre, from that of its input pixel
            weights[phase] = weights(position - Math.floor(position));
        }
    }

    /// Of the samples before, at, after and beyond a place that lies `fraction` of a pixel behind one.
    private static float[] weights(double fraction) {
        var weights = new float[TAPS];
        for (int tap = 0; tap < TAPS; tap++) {
            double distance = Math.abs(fraction + 1 - tap);
            weights[tap] = (float)
                    (distance < 1
                            ? (1.5 * distance - 2.5) * distance * distance + 1
                            : ((-0.5 * distance + 2.5) * distance - 4) * distance + 2);
        }
        return weights;
    }

    /// @param crop what of the enlarged tile `samples` holds
    /// @param samples of the result, whose alpha is written
    void enlarge(Rect crop, byte[] samples) {
        var format = padded.format();
        var conversion = new SampleConversion(format);
        var column = new float[padded.width()];
        int at = format.bytesPerPixel() - format.bytesPerSample();
        for (int y = crop.top(); y < crop.bottom(); y++) {
            enlargeColumns(y, column);
            for (int x = crop.left(); x < crop.right(); x++, at += format.bytesPerPixel()) {
                var taps = weights[x % scale];
                int first = first(x);
                float sum = 0;
                for (int tap = 0; tap < TAPS; tap++) {
                    sum += taps[tap] * column[Math.clamp(first + tap, 0, column.length - 1)];
                }
                conversion.putRounded(samples, at, sum);
            }
        }
    }

    /// One row of the result, still as narrow as the input.
    private void enlargeColumns(int y, float[] column) {
        var conversion = new SampleConversion(padded.format());
        var taps = weights[y % scale];
        for (int x = 0; x < column.length; x++) {
            float sum = 0;
            for (int tap = 0; tap < TAPS; tap++) {
                sum += taps[tap] * conversion.alpha(padded, x, Math.clamp(first(y) + tap, 0, padded.height() - 1));
            }
            column[x] = sum;
        }
    }

    /// The input pixel of the first tap for an output pixel; it may lie outside.
    private int first(int output) {
        return Math.floorDiv(2 * output + 1 - scale, 2 * scale) - 1;
    }
}
