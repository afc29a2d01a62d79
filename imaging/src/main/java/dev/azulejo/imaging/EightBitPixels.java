package dev.azulejo.imaging;

import dev.azulejo.core.pixels.PixelBlock;

/// Pixels for formats that know neither alpha nor 16 bits: laid on white, and rounded.
final class EightBitPixels {
    private static final int MAX_8 = 255;
    private static final int MAX_16 = 65_535;

    private EightBitPixels() {}

    /// Samples of the colour bands; those of `block` itself, where they are so already.
    static byte[] of(PixelBlock block) {
        var format = block.format();
        if (format.equals(format.withoutAlpha().withBits(8))) {
            return block.samples();
        }
        int colours = format.colourBands();
        var target = new byte[block.width() * block.height() * colours];
        int position = 0;
        for (int pixel = 0; pixel < target.length / colours; pixel++) {
            int first = pixel * format.bands();
            long alpha = format.hasAlpha() ? sample(block, first + colours) : format.maxSample();
            for (int band = 0; band < colours; band++) {
                long colour = onWhite(sample(block, first + band), alpha, format.maxSample());
                target[position++] = (byte) (format.bits() == 8 ? colour : (colour * MAX_8 + MAX_16 / 2) / MAX_16);
            }
        }
        return target;
    }

    private static long onWhite(long colour, long alpha, long max) {
        return (colour * alpha + max * (max - alpha) + max / 2) / max;
    }

    private static int sample(PixelBlock block, int index) {
        if (block.format().bits() == 8) {
            return block.samples()[index] & 0xff;
        }
        return (block.samples()[2 * index] & 0xff) | (block.samples()[2 * index + 1] & 0xff) << 8;
    }
}
