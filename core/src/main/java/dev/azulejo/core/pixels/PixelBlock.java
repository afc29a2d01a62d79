package dev.azulejo.core.pixels;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.Random;

/// A rectangle of pixels in memory: rows from top to bottom, samples of a pixel side by side, no gap
/// between rows. 16-bit samples are little-endian. The array is shared, not copied, so its maker must not
/// use it afterwards.
public record PixelBlock(int width, int height, PixelFormat format, byte[] samples) {
    public PixelBlock {
        long expected = (long) width * height * format.bytesPerPixel();
        if (width < 1 || height < 1 || samples.length != expected) {
            throw new IllegalArgumentException("%dx%d pixels of %d bytes need %d bytes, got %d"
                    .formatted(width, height, format.bytesPerPixel(), expected, samples.length));
        }
    }

    public static PixelBlock blank(Size size, PixelFormat format) {
        int bytes = Math.toIntExact(Math.multiplyExact(size.pixels(), format.bytesPerPixel()));
        return new PixelBlock(size.width(), size.height(), format, new byte[bytes]);
    }

    /// Makes a block of noise, equal for equal states of `random`.
    public static PixelBlock random(Random random, Size size, PixelFormat format) {
        var block = blank(size, format);
        random.nextBytes(block.samples);
        return block;
    }

    public Rect bounds() {
        return new Rect(0, 0, width, height);
    }

    /// The bytes from one row to the next.
    public int stride() {
        return width * format.bytesPerPixel();
    }

    /// Copies the part under `rect`, which must lie inside.
    public PixelBlock crop(Rect rect) {
        if (!bounds().contains(rect)) {
            throw new IllegalArgumentException("%s is not inside %dx%d".formatted(rect, width, height));
        }
        var part = blank(new Size(rect.width(), rect.height()), format);
        copyRows(rect, part, part.bounds());
        return part;
    }

    /// Overwrites the pixels under `rect` with `part`, which has its shape and this block's format.
    public void paste(PixelBlock part, Rect rect) {
        if (!bounds().contains(rect) || part.width != rect.width() || part.height != rect.height()) {
            throw new IllegalArgumentException(
                    "%dx%d does not fit %s of %dx%d".formatted(part.width, part.height, rect, width, height));
        }
        part.copyRows(part.bounds(), this, rect);
    }

    /// Copies the pixels under `fromRect` over those under `toRect` of `target`; both rects have one shape.
    public void copyRows(Rect fromRect, PixelBlock target, Rect toRect) {
        if (!format.equals(target.format)) {
            throw new IllegalArgumentException("cannot copy %s to %s".formatted(format, target.format));
        }
        int pixelBytes = format.bytesPerPixel();
        int rowBytes = fromRect.width() * pixelBytes;
        for (int y = 0; y < fromRect.height(); y++) {
            int from = (fromRect.top() + y) * stride() + fromRect.left() * pixelBytes;
            int to = (toRect.top() + y) * target.stride() + toRect.left() * pixelBytes;
            System.arraycopy(samples, from, target.samples, to, rowBytes);
        }
    }
}
