package dev.azulejo.core.stitch;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;

/// Blends results that overlap: the sum of all samples of a pixel, each by its tile's weights across and down,
/// which add up to one. The sums are whole numbers and are rounded once, at the end; so the order of tiles, and
/// how the image is cut into shards and strips, change no bit. Alpha blends like a colour: it is interpolated
/// from the input, so tiles that share a pixel agree on it.
final class FeatheredRows implements StripRows {
    private static final int WHOLE = Feather.WHOLE * Feather.WHOLE;

    private final Rect outputRect;
    private final int scale;
    private final PixelFormat format;

    /// The sums, unsigned: the largest is 65,535 by 65,536, just below two to the power of 32.
    private final int[] sums;

    FeatheredRows(Rect outputRect, int scale, PixelFormat format) {
        this.outputRect = outputRect;
        this.scale = scale;
        this.format = format;
        this.sums = new int[Math.toIntExact(outputRect.pixels() * format.bands())];
    }

    @Override
    public void add(Tile tile, Rect rowsRect, PixelBlock rows) {
        var keptRect = tile.kept().times(scale);
        var interiorRect = tile.interior().times(scale);
        var shared = rowsRect.intersection(outputRect);
        var across = new Feather(keptRect.left(), interiorRect.left(), interiorRect.right(), keptRect.right());
        var down = new Feather(keptRect.top(), interiorRect.top(), interiorRect.bottom(), keptRect.bottom());
        for (int y = shared.top(); y < shared.bottom(); y++) {
            int weightDown = down.weight(y);
            int from =
                    (y - rowsRect.top()) * rows.stride() + (shared.left() - rowsRect.left()) * format.bytesPerPixel();
            int to = ((y - outputRect.top()) * outputRect.width() + shared.left() - outputRect.left()) * format.bands();
            for (int x = shared.left(); x < shared.right(); x++) {
                int weight = weightDown * across.weight(x);
                for (int band = 0; band < format.bands(); band++, from += format.bytesPerSample()) {
                    sums[to++] += weight * sample(rows.samples(), from);
                }
            }
        }
    }

    @Override
    public PixelBlock pixels() {
        var pixels = PixelBlock.blank(new Size(outputRect.width(), outputRect.height()), format);
        byte[] samples = pixels.samples();
        int at = 0;
        for (int sum : sums) {
            int sample = (int) ((Integer.toUnsignedLong(sum) + WHOLE / 2) / WHOLE);
            samples[at++] = (byte) sample;
            if (format.bits() == 16) {
                samples[at++] = (byte) (sample >> 8);
            }
        }
        return pixels;
    }

    private int sample(byte[] samples, int at) {
        return format.bits() == 8 ? samples[at] & 0xff : (samples[at] & 0xff) | ((samples[at + 1] & 0xff) << 8);
    }
}
