package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// Gives fully transparent pixels the colour of what is near them. Their own colour is arbitrary (mostly
/// black), and a model would smear it into the visible edge. Each pass colours the transparent pixels that
/// touch a coloured one, with the mean of those; after `px` passes a pixel's colour depends on nothing further
/// away than that.
final class AlphaBleed {
    private AlphaBleed() {}

    static PixelBlock bled(PixelBlock block, int px) {
        var format = block.format();
        var samples = block.samples().clone();
        var coloured = coloured(block);
        var result = new PixelBlock(block.width(), block.height(), format, samples);
        for (int pass = 0; pass < px; pass++) {
            coloured = pass(result, coloured);
        }
        return result;
    }

    private static boolean[] coloured(PixelBlock block) {
        var format = block.format();
        var coloured = new boolean[block.width() * block.height()];
        for (int i = 0; i < coloured.length; i++) {
            coloured[i] = sample(block.samples(), i * format.bytesPerPixel(), format, format.bands() - 1) != 0;
        }
        return coloured;
    }

    private static boolean[] pass(PixelBlock block, boolean[] coloured) {
        var after = coloured.clone();
        for (int y = 0; y < block.height(); y++) {
            for (int x = 0; x < block.width(); x++) {
                int pixel = y * block.width() + x;
                if (!coloured[pixel] && takeMean(block, coloured, x, y)) {
                    after[pixel] = true;
                }
            }
        }
        return after;
    }

    private static boolean takeMean(PixelBlock block, boolean[] coloured, int x, int y) {
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
            putSample(block.samples(), at, format, band, (sums[band] + count / 2) / count);
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
