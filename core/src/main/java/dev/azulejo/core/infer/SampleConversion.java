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
        FloatBuffer floats = planes.samples();
        int at = band * format.bytesPerSample();
        for (int y = crop.top(); y < crop.bottom(); y++) {
            int row = band * planes.planeLength() + y * planes.width();
            for (int x = crop.left(); x < crop.right(); x++, at += format.bytesPerPixel()) {
                putRounded(samples, at, floats.get(row + x));
            }
        }
    }

    private void meanToBand(Planes planes, Rect crop, byte[] samples) {
        FloatBuffer floats = planes.samples();
        int length = planes.planeLength();
        int at = 0;
        for (int y = crop.top(); y < crop.bottom(); y++) {
            int row = y * planes.width();
            for (int x = crop.left(); x < crop.right(); x++, at += format.bytesPerPixel()) {
                float sum = floats.get(row + x) + floats.get(length + row + x) + floats.get(2 * length + row + x);
                putRounded(samples, at, sum / 3);
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
