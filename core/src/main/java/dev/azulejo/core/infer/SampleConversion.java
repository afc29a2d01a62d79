package dev.azulejo.core.infer;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import java.nio.FloatBuffer;

/// Whole numbers to floats between 0 and 1, and back by clamping and rounding to the nearest. One band spreads
/// over the model's three, and comes back as their mean. Pure but for the arrays it is told to fill.
record SampleConversion(PixelFormat format) {

    void colourToPlanes(PixelBlock block, Planes planes) {
        for (int plane = 0; plane < planes.bands(); plane++) {
            int band = format.colourBands() == 1 ? 0 : plane;
            bandToPlane(block, band, planes, plane);
        }
    }

    void planesToColour(Planes planes, Rect crop, byte[] samples) {
        if (format.colourBands() == 1) {
            meanToBand(planes, crop, samples);
        } else {
            for (int band = 0; band < format.colourBands(); band++) {
                planeToBand(planes, crop, samples, band);
            }
        }
    }

    /// Between 0 and 1.
    float alpha(PixelBlock block, int x, int y) {
        byte[] samples = block.samples();
        int at = y * block.stride() + x * format.bytesPerPixel() + alphaBand() * format.bytesPerSample();
        int sample = format.bits() == 8 ? samples[at] & 0xff : (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8);
        return sample / (float) format.maxSample();
    }

    void fillAlpha(byte[] samples) {
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

    /// Those of a row, into one band: rounded in a loop of its own, of which the compiler makes vector
    /// instructions.
    ///
    /// @param rounded room for as many
    private void putRounded(byte[] samples, int first, float[] values, int[] rounded) {
        int max = format.maxSample();
        for (int x = 0; x < values.length; x++) {
            rounded[x] = (int) (Math.min(Math.max(values[x], 0f), 1f) * max + 0.5f);
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

    /// Clamps to what a sample can hold, and rounds to the nearest.
    void putRounded(byte[] samples, int at, float value) {
        put(samples, at, rounded(value));
    }

    private int rounded(float value) {
        int max = format.maxSample();
        if (value <= 0f) {
            return 0;
        }
        return value >= 1f ? max : (int) (value * max + 0.5f);
    }

    private void put(byte[] samples, int at, int value) {
        samples[at] = (byte) value;
        if (format.bits() == 16) {
            samples[at + 1] = (byte) (value >> 8);
        }
    }
}
