package dev.azulejo.core.infer.sample;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.cubic.CubicTaps;
import dev.azulejo.core.pixels.PixelBlock;

/// Enlarges alpha by cubic interpolation (Catmull-Rom), whatever the models. A mask goes from nothing to
/// all within a pixel, which SPAN answers with speckle (`models/README.md`), and it has no detail that a
/// model could know. The result is the same on every machine.
public final class AlphaCubic {
    /// How many input pixels away from its own an output pixel depends on.
    static final int RADIUS_PX = 2;

    private final PixelBlock padded;
    private final CubicTaps taps;

    public AlphaCubic(PixelBlock padded, int scale) {
        this.padded = padded;
        this.taps = CubicTaps.of(scale);
    }

    /// @param crop the part of the enlarged tile that `samples` holds
    /// @param samples of the result, whose alpha is written
    public void enlarge(Rect crop, byte[] samples) {
        var format = padded.format();
        var conversion = new SampleConversion(format);
        var column = new float[padded.width()];
        int at = format.bytesPerPixel() - format.bytesPerSample();
        for (int y = crop.top(); y < crop.bottom(); y++) {
            enlargeColumns(y, column);
            for (int x = crop.left(); x < crop.right(); x++, at += format.bytesPerPixel()) {
                var weights = taps.at(x);
                int first = taps.first(x);
                float sum = 0;
                for (int tap = 0; tap < CubicTaps.COUNT; tap++) {
                    sum += weights[tap] * column[Math.clamp(first + tap, 0, column.length - 1)];
                }
                conversion.putRounded(samples, at, sum);
            }
        }
    }

    /// Makes one row of the result, still as narrow as the input.
    private void enlargeColumns(int y, float[] column) {
        var conversion = new SampleConversion(padded.format());
        var weights = taps.at(y);
        for (int x = 0; x < column.length; x++) {
            float sum = 0;
            for (int tap = 0; tap < CubicTaps.COUNT; tap++) {
                sum += weights[tap]
                        * conversion.alpha(padded, x, Math.clamp(taps.first(y) + tap, 0, padded.height() - 1));
            }
            column[x] = sum;
        }
    }
}
