package dev.azulejo.core.infer.sample;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;

/// Keeps fully opaque and fully transparent pixels exactly so, also near an edge. Interpolation swings
/// there, which would make solid objects translucent and veil the empty. A pixel is flat if its eight
/// neighbours (those inside the image) have the same extreme alpha.
public final class FlatAlpha {
    private FlatAlpha() {}

    /// @param padded the input tile
    /// @param crop the part of the enlarged tile that `samples` holds
    /// @param samples of the result, whose alpha is corrected in place
    public static void keep(PixelBlock padded, Rect crop, int scale, byte[] samples) {
        for (int y = crop.top(); y < crop.bottom(); y += scale) {
            for (int x = crop.left(); x < crop.right(); x += scale) {
                int flat = flatValue(padded, x / scale, y / scale);
                if (flat >= 0) {
                    fill(padded, new Rect(x - crop.left(), y - crop.top(), scale, scale), crop.width(), samples, flat);
                }
            }
        }
    }

    /// Returns 0 or 255 if all nine alpha values (each of their bytes) are that, else -1.
    private static int flatValue(PixelBlock block, int x, int y) {
        int all = 0xff;
        int any = 0;
        int sampleBytes = block.format().bytesPerSample();
        int pixelBytes = block.format().bytesPerPixel();
        for (int ny = Math.max(0, y - 1); ny <= Math.min(block.height() - 1, y + 1); ny++) {
            for (int nx = Math.max(0, x - 1); nx <= Math.min(block.width() - 1, x + 1); nx++) {
                int end = ny * block.stride() + (nx + 1) * pixelBytes;
                for (int at = end - sampleBytes; at < end; at++) {
                    all &= block.samples()[at];
                    any |= block.samples()[at] & 0xff;
                }
            }
        }
        return all == 0xff ? 0xff : any == 0 ? 0 : -1;
    }

    private static void fill(PixelBlock padded, Rect outputRect, int outputWidth, byte[] samples, int flat) {
        int sampleBytes = padded.format().bytesPerSample();
        int pixelBytes = padded.format().bytesPerPixel();
        for (int y = outputRect.top(); y < outputRect.bottom(); y++) {
            for (int x = outputRect.left(); x < outputRect.right(); x++) {
                int end = (y * outputWidth + x + 1) * pixelBytes;
                for (int at = end - sampleBytes; at < end; at++) {
                    samples[at] = (byte) flat;
                }
            }
        }
    }
}
