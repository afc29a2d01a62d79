package dev.azulejo.core.infer.sample;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// Gives fully transparent pixels the colour of nearby pixels. Their own colour is arbitrary (mostly
/// black), and a model would smear it into the visible edge. Each pass colours the transparent pixels that
/// touch a coloured one, with the mean of those; after `px` passes a pixel's colour depends on nothing
/// further away than that. In the later half of the passes colours fade into the grey that all others get:
/// where they ended in a hard edge, SPAN answers that by speckle that reaches what is visible.
final class AlphaBleed {
    private AlphaBleed() {}

    static PixelBlock bled(PixelBlock block, int px) {
        var result = new PixelBlock(
                block.width(), block.height(), block.format(), block.samples().clone());
        var coloured = coloured(block);
        fillOthers(result, coloured);
        for (int pass = 0; pass < px; pass++) {
            // With 8 passes a fifth of the way, a quarter of the rest, a third, half: even steps, grey the last.
            int fade = pass < px / 2 ? 0 : px - pass + 1;
            coloured = pass(result, coloured, fade);
        }
        return result;
    }

    private static void fillOthers(PixelBlock block, boolean[] coloured) {
        var format = block.format();
        for (int i = 0; i < coloured.length; i++) {
            for (int band = 0; band < format.colourBands() && !coloured[i]; band++) {
                putSample(block.samples(), i * format.bytesPerPixel(), format, band, grey(format));
            }
        }
    }

    private static int grey(PixelFormat format) {
        return format.maxSample() / 2;
    }

    private static boolean[] coloured(PixelBlock block) {
        var format = block.format();
        var coloured = new boolean[block.width() * block.height()];
        for (int i = 0; i < coloured.length; i++) {
            coloured[i] = sample(block.samples(), i * format.bytesPerPixel(), format, format.bands() - 1) != 0;
        }
        return coloured;
    }

    /// @param fade what part of the way to grey, its denominator; 0 for none
    private static boolean[] pass(PixelBlock block, boolean[] coloured, int fade) {
        var after = coloured.clone();
        for (int y = 0; y < block.height(); y++) {
            for (int x = 0; x < block.width(); x++) {
                int pixel = y * block.width() + x;
                if (!coloured[pixel] && takeMean(block, coloured, x, y, fade)) {
                    after[pixel] = true;
                }
            }
        }
        return after;
    }

    private static boolean takeMean(PixelBlock block, boolean[] coloured, int x, int y, int fade) {
        var format = block.format();
        var sums = new int[3];
        int count = 0;
        for (int ny = Math.max(0, y - 1); ny <= Math.min(block.height() - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(block.width() - 1, x + 1); nx++) {
                int neighbour = ny * block.width() + nx;
                if (coloured[neighbour]) {
                    count++;
                    for (int band = 0; band < format.colourBands(); band++) {
                        sums[band] += sample(block.samples(), neighbour * format.bytesPerPixel(), format, band);
                    }
                }
            }
        }
        if (count == 0) {
            return false;
        }
        int at = (y * block.width() + x) * format.bytesPerPixel();
        for (int band = 0; band < format.colourBands(); band++) {
            int mean = (sums[band] + count / 2) / count;
            int step = fade == 0 ? 0 : (grey(format) - mean) / fade;
            putSample(block.samples(), at, format, band, mean + step);
        }
        return true;
    }

    private static int sample(byte[] samples, int pixelStart, PixelFormat format, int band) {
        int at = pixelStart + band * format.bytesPerSample();
        return format.bits() == 8 ? samples[at] & 0xff : (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8);
    }

    private static void putSample(byte[] samples, int pixelStart, PixelFormat format, int band, int value) {
        int at = pixelStart + band * format.bytesPerSample();
        samples[at] = (byte) value;
        if (format.bits() == 16) {
            samples[at + 1] = (byte) (value >> 8);
        }
    }
}
