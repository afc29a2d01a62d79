package dev.azulejo.core.resize;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// Converts rows of pixels to linear light and back, band by band. Colours are multiplied by alpha, so that
/// transparent pixels do not bleed into their neighbours.
final class LightRow {
    /// The least alpha that colours are divided by: below it they are nothing but rounding.
    private static final float LEAST_ALPHA = 1f / (1 << 18);

    private final PixelFormat format;
    private final LinearLight curve;

    LightRow(PixelFormat format) {
        this.format = format;
        this.curve = LinearLight.of(format.bits());
    }

    /// Fills `target[band][x]` with row `y` of a block.
    void read(PixelBlock block, int y, float[][] target) {
        int colours = format.colourBands();
        var table = curve.table();
        for (int band = 0; band < format.bands(); band++) {
            boolean isColour = band < colours;
            float max = format.maxSample();
            var row = target[band];
            int first = y * block.width() * format.bands() + band;
            for (int x = 0; x < block.width(); x++) {
                int sample = sample(block.samples(), first + x * format.bands());
                row[x] = isColour ? table[sample] : sample / max;
            }
        }
        if (format.hasAlpha()) {
            for (int band = 0; band < colours; band++) {
                multiply(target[band], target[colours], block.width());
            }
        }
    }

    private static void multiply(float[] colour, float[] alpha, int count) {
        for (int x = 0; x < count; x++) {
            colour[x] *= alpha[x];
        }
    }

    /// Writes a row of `width` pixels to row `y` of a block.
    void write(float[][] bands, PixelBlock block, int y) {
        int colours = format.colourBands();
        for (int band = 0; band < format.bands(); band++) {
            var row = bands[band];
            int first = y * block.width() * format.bands() + band;
            for (int x = 0; x < block.width(); x++) {
                float amount = row[x];
                if (band < colours && format.hasAlpha()) {
                    float alpha = bands[colours][x];
                    amount = alpha < LEAST_ALPHA ? 0 : amount / alpha;
                }
                int value = band < colours ? curve.sample(amount) : straight(amount);
                set(block.samples(), first + x * format.bands(), value);
            }
        }
    }

    private int straight(float amount) {
        return Math.clamp((int) (amount * format.maxSample() + 0.5f), 0, format.maxSample());
    }

    private int sample(byte[] samples, int index) {
        return format.bits() == 8
                ? samples[index] & 0xff
                : (samples[2 * index] & 0xff) | (samples[2 * index + 1] & 0xff) << 8;
    }

    private void set(byte[] samples, int index, int value) {
        if (format.bits() == 8) {
            samples[index] = (byte) value;
        } else {
            samples[2 * index] = (byte) value;
            samples[2 * index + 1] = (byte) (value >> 8);
        }
    }
}
