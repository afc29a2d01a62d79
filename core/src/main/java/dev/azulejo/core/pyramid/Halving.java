package dev.azulejo.core.pyramid;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;

/// Halves the sides of an image: each pixel is the mean of 2×2, in linear light. At a right or lower border
/// without a second pixel it is the mean of those that are there. Colours are weighted by alpha.
public final class Halving {
    private Halving() {}

    /// @param block of 8 bits a sample; its first row and column have even numbers in their image
    public static PixelBlock of(PixelBlock block) {
        if (block.format().bits() != 8) {
            throw new IllegalArgumentException("halves 8 bits a sample, got " + block.format());
        }
        var size = new Size(Math.ceilDiv(block.width(), 2), Math.ceilDiv(block.height(), 2));
        var half = PixelBlock.blank(size, block.format());
        for (int y = 0; y < size.height(); y++) {
            int upper = 2 * y * block.stride();
            int lower = Math.min(2 * y + 1, block.height() - 1) * block.stride();
            if (block.format().hasAlpha()) {
                transparentRow(block, upper, lower, half, y * half.stride());
            } else {
                opaqueRow(block, upper, lower, half, y * half.stride());
            }
        }
        return half;
    }

    /// Averages a row; a missing pixel counts as its neighbour, which gives the same mean.
    private static void opaqueRow(PixelBlock from, int upper, int lower, PixelBlock to, int target) {
        int bands = from.format().bands();
        byte[] samples = from.samples();
        for (int x = 0; x < to.width(); x++) {
            int left = 2 * x * bands;
            int right = Math.min(2 * x + 1, from.width() - 1) * bands;
            for (int band = 0; band < bands; band++) {
                int light = WholeLight.of(samples[upper + left + band])
                        + WholeLight.of(samples[upper + right + band])
                        + WholeLight.of(samples[lower + left + band])
                        + WholeLight.of(samples[lower + right + band]);
                to.samples()[target + x * bands + band] = WholeLight.sample((light + 2) / 4);
            }
        }
    }

    private static void transparentRow(PixelBlock from, int upper, int lower, PixelBlock to, int target) {
        int bands = from.format().bands();
        int colours = bands - 1;
        byte[] samples = from.samples();
        for (int x = 0; x < to.width(); x++) {
            int left = 2 * x * bands;
            int right = Math.min(2 * x + 1, from.width() - 1) * bands;
            int[] pixels = {upper + left, upper + right, lower + left, lower + right};
            int opacity = 0;
            for (int pixel : pixels) {
                opacity += samples[pixel + colours] & 0xff;
            }
            for (int band = 0; band < colours; band++) {
                long light = 0;
                for (int pixel : pixels) {
                    // where nothing is to be seen, all colours count alike
                    int weight = opacity == 0 ? 1 : samples[pixel + colours] & 0xff;
                    light += (long) WholeLight.of(samples[pixel + band]) * weight;
                }
                int weights = opacity == 0 ? pixels.length : opacity;
                to.samples()[target + x * bands + band] = WholeLight.sample((int) ((light + weights / 2) / weights));
            }
            to.samples()[target + x * bands + colours] = (byte) ((opacity + 2) / pixels.length);
        }
    }
}
