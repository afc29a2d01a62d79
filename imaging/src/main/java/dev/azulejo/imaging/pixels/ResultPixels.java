package dev.azulejo.imaging.pixels;

import dev.azulejo.core.pixels.PixelBlock;

/// Pixels on their way into a file, which may have the four colours of print. 16-bit samples are
/// little-endian.
///
/// Why this is no [PixelBlock]: there four bands are RGB and alpha, in every stage, in the manifest and for each model.
/// CMYK is made after all of them, by the encoder, and neither model nor resize would know what to do with it.
///
/// @param colours bands without alpha: 1, 3 or 4
/// @param bits 8 or 16
public record ResultPixels(int width, int height, int colours, boolean alpha, int bits, byte[] samples) {
    private static final int MAX_8 = 255;

    public static ResultPixels of(PixelBlock block) {
        var format = block.format();
        return new ResultPixels(
                block.width(), block.height(), format.colourBands(), format.hasAlpha(), format.bits(), block.samples());
    }

    public int bands() {
        return alpha ? colours + 1 : colours;
    }

    public int count() {
        return width * height;
    }

    /// The bytes of a row.
    public int stride() {
        return width * pixelBytes();
    }

    public int pixelBytes() {
        return bands() * sampleBytes();
    }

    private int sampleBytes() {
        return bits / Byte.SIZE;
    }

    private int maxSample() {
        return (1 << bits) - 1;
    }

    public int sample(int index) {
        return bits == 8 ? samples[index] & 0xff : (samples[2 * index] & 0xff) | (samples[2 * index + 1] & 0xff) << 8;
    }

    private void set(int index, long value) {
        if (bits == 8) {
            samples[index] = (byte) value;
        } else {
            samples[2 * index] = (byte) value;
            samples[2 * index + 1] = (byte) (value >> 8);
        }
    }

    private ResultPixels blank(int newColours, boolean newAlpha, int newBits) {
        int bytes = Math.multiplyExact(count(), (newColours + (newAlpha ? 1 : 0)) * (newBits / 8));
        return new ResultPixels(width, height, newColours, newAlpha, newBits, new byte[bytes]);
    }

    /// These pixels without alpha: laid on white, in encoded values, as browsers and image editors do. So
    /// the opaque file looks like the transparent one on a white page.
    public ResultPixels onWhite() {
        if (!alpha) {
            return this;
        }
        var target = blank(colours, false, bits);
        long max = maxSample();
        for (int pixel = 0; pixel < count(); pixel++) {
            int first = pixel * bands();
            long opacity = sample(first + colours);
            for (int band = 0; band < colours; band++) {
                long onWhite = (sample(first + band) * opacity + max * (max - opacity) + max / 2) / max;
                target.set(pixel * colours + band, onWhite);
            }
        }
        return target;
    }

    /// These pixels with grey as three equal bands, for formats that know no other.
    public ResultPixels inColour() {
        if (colours != 1) {
            return this;
        }
        var target = blank(3, alpha, bits);
        for (int band = 0; band < 3; band++) {
            copyBands(target, 0, band, 1);
        }
        if (alpha) {
            copyBands(target, 1, 3, 1);
        }
        return target;
    }

    /// These pixels rounded to 8 bits a sample.
    public ResultPixels inEightBits() {
        if (bits == 8) {
            return this;
        }
        var target = blank(colours, alpha, 8);
        for (int i = 0; i < target.samples.length; i++) {
            target.samples[i] = (byte) ((sample(i) * (long) MAX_8 + maxSample() / 2) / maxSample());
        }
        return target;
    }

    /// Only the colours of these pixels, without alpha.
    public ResultPixels withoutAlpha() {
        if (!alpha) {
            return this;
        }
        var target = blank(colours, false, bits);
        copyBands(target, 0, 0, colours);
        return target;
    }

    /// These pixels with the alpha of `other`, if it has any.
    public ResultPixels withAlphaOf(ResultPixels other) {
        if (!other.alpha) {
            return this;
        }
        var target = blank(colours, true, bits);
        copyBands(target, 0, 0, colours);
        other.copyBands(target, other.colours, colours, 1);
        return target;
    }

    private void copyBands(ResultPixels target, int from, int to, int bandCount) {
        int sampleBytes = sampleBytes();
        int count = bandCount * sampleBytes;
        int step = pixelBytes();
        int targetStep = target.pixelBytes();
        for (int pixel = 0; pixel < count(); pixel++) {
            System.arraycopy(
                    samples,
                    pixel * step + from * sampleBytes,
                    target.samples,
                    pixel * targetStep + to * sampleBytes,
                    count);
        }
    }
}
