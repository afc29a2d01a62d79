package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.pixels.ResultPixels;
import dev.azulejo.imaging.pixels.UpFilter;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Pixels in the form that a TIFF stores: 16-bit samples in its byte order, and, with prediction, each
/// sample minus that of the pixel before. (TIFF 6.0, section 14)
record TiffRows(ResultPixels pixels, ByteOrder order, boolean predicted) {
    // Array handles: loops over them become vector instructions.
    private static final VarHandle LITTLE = words(ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG = words(ByteOrder.BIG_ENDIAN);

    private static VarHandle words(ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(short[].class, order);
    }

    /// Whether the pixels are stored without change.
    boolean unchanged() {
        return !predicted && (pixels.bits() == 8 || order == ByteOrder.LITTLE_ENDIAN);
    }

    /// All pixels as one strip.
    byte[] all() {
        if (unchanged()) {
            return pixels.samples();
        }
        var target = new byte[pixels.samples().length];
        for (int row = 0; row < pixels.height(); row++) {
            put(row, 0, pixels.width(), target, row * pixels.stride());
        }
        return target;
    }

    /// A tile, whose pixels outside of the image repeat the last ones in it.
    ///
    /// @param top of the tile, in rows of the pixels
    void tile(int left, int top, TiffLayout layout, byte[] target, int offset) {
        int width = Math.min(TiffLayout.TILE_WIDTH, pixels.width() - left);
        int height = Math.min(layout.tileHeight(), pixels.height() - top);
        int rowBytes = TiffLayout.TILE_WIDTH * layout.bytesPerPixel();
        for (int y = 0; y < height; y++) {
            int row = offset + y * rowBytes;
            put(top + y, left, width, target, row);
            repeatLast(target, row + width * layout.bytesPerPixel(), row + rowBytes);
        }
        int last = offset + (height - 1) * rowBytes;
        for (int y = height; y < layout.tileHeight(); y++) {
            System.arraycopy(target, last, target, offset + y * rowBytes, rowBytes);
        }
    }

    /// Fills a row from `from` to `to` with the pixel before, whose difference from itself is zero.
    private void repeatLast(byte[] target, int from, int to) {
        if (predicted) {
            Arrays.fill(target, from, to, (byte) 0);
            return;
        }
        int pixelBytes = pixels.pixelBytes();
        for (int i = from; i < to; i++) {
            target[i] = target[i - pixelBytes];
        }
    }

    /// Writes `count` pixels of a row from column `left` on.
    private void put(int row, int left, int count, byte[] target, int offset) {
        byte[] samples = pixels.samples();
        int pixelBytes = pixels.pixelBytes();
        int from = row * pixels.stride() + left * pixelBytes;
        if (unchanged()) {
            System.arraycopy(samples, from, target, offset, count * pixelBytes);
        } else if (pixels.bits() == 8) {
            System.arraycopy(samples, from, target, offset, pixelBytes);
            UpFilter.subtract(samples, from + pixelBytes, from, (count - 1) * pixelBytes, target, offset + pixelBytes);
        } else {
            putWords(from, count * pixels.bands(), target, offset);
        }
    }

    private void putWords(int from, int count, byte[] target, int offset) {
        byte[] samples = pixels.samples();
        var to = order == ByteOrder.LITTLE_ENDIAN ? LITTLE : BIG;
        int first = predicted ? Math.min(count, pixels.bands()) : count;
        for (int i = 0; i < first; i++) {
            to.set(target, offset + 2 * i, (short) LITTLE.get(samples, from + 2 * i));
        }
        int before = from - pixels.bands() * Short.BYTES;
        for (int i = first; i < count; i++) {
            int difference = (short) LITTLE.get(samples, from + 2 * i) - (short) LITTLE.get(samples, before + 2 * i);
            to.set(target, offset + 2 * i, (short) difference);
        }
    }
}
