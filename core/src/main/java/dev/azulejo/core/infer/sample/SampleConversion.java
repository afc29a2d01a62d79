package dev.azulejo.core.infer.sample;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.Arrays;

/// Converts whole numbers to floats between 0 and 1, and back by clamping and rounding to the nearest. One
/// band spreads over the model's three and comes back as their mean. Pure but for the arrays it fills.
public record SampleConversion(PixelFormat format) {

    /// Access to four bytes at any index of an array.
    private static final VarHandle FOUR_BYTES =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

    void colourToPlanes(PixelBlock block, Planes planes) {
        if (isRgb8()) {
            pixelsToPlanes(block, planes);
            return;
        }
        for (int plane = 0; plane < planes.bands(); plane++) {
            int band = format.colourBands() == 1 ? 0 : plane;
            bandToPlane(block, band, planes, plane);
        }
    }

    public void planesToColour(Planes planes, Rect crop, byte[] samples) {
        if (isRgb8()) {
            planesToPixels(planes, crop, samples);
        } else if (format.colourBands() == 1) {
            meanToBand(planes, crop, samples);
        } else {
            for (int band = 0; band < format.colourBands(); band++) {
                planeToBand(planes, crop, samples, band);
            }
        }
    }

    /// Whether a pixel's colour is three bytes, as in nearly all pictures. Those are taken a pixel at a
    /// time, four bytes at once, in loops that the compiler makes vector instructions of.
    private boolean isRgb8() {
        return format.bits() == 8 && format.colourBands() == 3;
    }

    private void pixelsToPlanes(PixelBlock block, Planes planes) {
        var pixels = new int[block.width()];
        var values = new float[block.width()];
        for (int y = 0; y < block.height(); y++) {
            pixels(block.samples(), y * block.stride(), pixels);
            for (int band = 0; band < planes.bands(); band++) {
                unmix(pixels, Byte.SIZE * band, values);
                planes.samples().put(band * planes.planeLength() + y * planes.width(), values);
            }
        }
    }

    private void planesToPixels(Planes planes, Rect crop, byte[] samples) {
        var pixels = new int[crop.width()];
        var values = new float[crop.width()];
        int at = 0;
        for (int y = crop.top(); y < crop.bottom(); y++, at += crop.width() * format.bytesPerPixel()) {
            Arrays.fill(pixels, 0);
            for (int band = 0; band < format.colourBands(); band++) {
                row(planes, band, crop, y, values);
                mix(values, Byte.SIZE * band, pixels);
            }
            putPixels(samples, at, pixels);
        }
    }

    private static void unmix(int[] pixels, int shift, float[] values) {
        for (int x = 0; x < values.length; x++) {
            values[x] = ((pixels[x] >> shift) & 0xff) / 255f;
        }
    }

    private static void mix(float[] values, int shift, int[] pixels) {
        for (int x = 0; x < pixels.length; x++) {
            pixels[x] |= rounded(values[x], 0xff) << shift;
        }
    }

    private void pixels(byte[] samples, int first, int[] pixels) {
        int step = format.bytesPerPixel();
        int whole = wholeFrom(samples, first, pixels.length);
        for (int x = 0; x < whole; x++) {
            pixels[x] = (int) FOUR_BYTES.get(samples, first + x * step);
        }
        for (int at = first + whole * step; whole < pixels.length; whole++, at += step) {
            pixels[whole] = (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8) | ((samples[at + 2] & 0xff) << 16);
        }
    }

    /// Puts pixels in order: the fourth byte of each is overwritten by the next pixel, or is alpha.
    private void putPixels(byte[] samples, int first, int[] pixels) {
        int step = format.bytesPerPixel();
        int whole = wholeFrom(samples, first, pixels.length);
        for (int x = 0; x < whole; x++) {
            FOUR_BYTES.set(samples, first + x * step, pixels[x]);
        }
        for (int at = first + whole * step; whole < pixels.length; whole++, at += step) {
            samples[at] = (byte) pixels[whole];
            samples[at + 1] = (byte) (pixels[whole] >> 8);
            samples[at + 2] = (byte) (pixels[whole] >> 16);
        }
    }

    /// How many of `count` pixels from `first` on are followed by another byte.
    private int wholeFrom(byte[] samples, int first, int count) {
        int step = format.bytesPerPixel();
        boolean isLast = first + count * step == samples.length;
        return isLast && step < Integer.BYTES ? count - 1 : count;
    }

    float alpha(PixelBlock block, int x, int y) {
        byte[] samples = block.samples();
        int at = y * block.stride() + x * format.bytesPerPixel() + alphaBand() * format.bytesPerSample();
        int sample = format.bits() == 8 ? samples[at] & 0xff : (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8);
        return sample / (float) format.maxSample();
    }

    public void fillAlpha(byte[] samples) {
        for (int at = alphaBand() * format.bytesPerSample(); at < samples.length; at += format.bytesPerPixel()) {
            put(samples, at, format.maxSample());
        }
    }

    private int alphaBand() {
        return format.bands() - 1;
    }

    private void bandToPlane(PixelBlock block, int band, Planes planes, int plane) {
        FloatBuffer floats = planes.samples();
        int start = plane * planes.planeLength();
        byte[] samples = block.samples();
        int step = format.bytesPerPixel();
        int at = band * format.bytesPerSample();
        float max = format.maxSample();
        if (format.bits() == 8) {
            for (int i = 0; i < planes.planeLength(); i++, at += step) {
                floats.put(start + i, (samples[at] & 0xff) / max);
            }
        } else {
            for (int i = 0; i < planes.planeLength(); i++, at += step) {
                floats.put(start + i, ((samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8)) / max);
            }
        }
    }

    private void planeToBand(Planes planes, Rect crop, byte[] samples, int band) {
        var values = new float[crop.width()];
        var rounded = new int[crop.width()];
        int at = band * format.bytesPerSample();
        for (int y = crop.top(); y < crop.bottom(); y++, at += crop.width() * format.bytesPerPixel()) {
            row(planes, band, crop, y, values);
            putRounded(samples, at, values, rounded);
        }
    }

    private void meanToBand(Planes planes, Rect crop, byte[] samples) {
        var values = new float[crop.width()];
        var green = new float[crop.width()];
        var blue = new float[crop.width()];
        var rounded = new int[crop.width()];
        int at = 0;
        for (int y = crop.top(); y < crop.bottom(); y++, at += crop.width() * format.bytesPerPixel()) {
            row(planes, 0, crop, y, values);
            row(planes, 1, crop, y, green);
            row(planes, 2, crop, y, blue);
            for (int x = 0; x < values.length; x++) {
                values[x] = (values[x] + green[x] + blue[x]) / 3;
            }
            putRounded(samples, at, values, rounded);
        }
    }

    private static void row(Planes planes, int band, Rect crop, int y, float[] values) {
        planes.samples().get(band * planes.planeLength() + y * planes.width() + crop.left(), values);
    }

    /// Rounds a row of values into one band, in a loop that the compiler makes vector instructions of.
    ///
    /// @param rounded a buffer for as many
    private void putRounded(byte[] samples, int first, float[] values, int[] rounded) {
        int max = format.maxSample();
        for (int x = 0; x < values.length; x++) {
            rounded[x] = rounded(values[x], max);
        }
        int step = format.bytesPerPixel();
        for (int x = 0, at = first; x < values.length; x++, at += step) {
            samples[at] = (byte) rounded[x];
        }
        if (format.bits() == 16) {
            for (int x = 0, at = first + 1; x < values.length; x++, at += step) {
                samples[at] = (byte) (rounded[x] >> 8);
            }
        }
    }

    /// Clamps a value to the range of a sample and rounds it to the nearest.
    void putRounded(byte[] samples, int at, float value) {
        put(samples, at, rounded(value, format.maxSample()));
    }

    /// Rounds a value and clamps it as a whole number, which takes fewer steps than clamping a float.
    public static int rounded(float value, int max) {
        return Math.max(0, Math.min(max, (int) (value * max + 0.5f)));
    }

    private void put(byte[] samples, int at, int value) {
        samples[at] = (byte) value;
        if (format.bits() == 16) {
            samples[at + 1] = (byte) (value >> 8);
        }
    }
}
