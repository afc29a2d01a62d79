package dev.azulejo.imaging.pixels;

import dev.azulejo.core.pixels.PixelBlock;

/// Takes each row minus the one above, byte by byte, as PNG's filter Up does: neighbours differ little, and
/// small numbers pack well.
public final class UpFilter {
    private UpFilter() {}

    /// Puts `bytes` bytes of rows of `block`, from `firstRow` on, into `filtered`. Their first row is taken minus the
    /// pixel to its left, as by PNG's filter Sub, so that nothing above it is needed; the block's first row stays
    /// as it is.
    static void apply(PixelBlock block, int firstRow, byte[] filtered, int bytes) {
        byte[] rows = block.samples();
        int stride = block.stride();
        int start = firstRow * stride;
        int plain = firstRow == 0 ? stride : block.format().bytesPerPixel();
        System.arraycopy(rows, start, filtered, 0, plain);
        subtract(rows, start + plain, start, stride - plain, filtered, plain);
        for (int row = stride; row < bytes; row += stride) {
            subtract(rows, start + row, start + row - stride, stride, filtered, row);
        }
    }

    /// Undoes [#apply], in place.
    ///
    /// @param left how many bytes lie between a sample and the one to its left, in the first row; 0 where that row
    ///     stands as it is
    static void undo(byte[] filtered, int start, int end, int stride, int left) {
        if (left > 0) {
            for (int i = start + left; i < start + stride; i++) {
                filtered[i] += filtered[i - left];
            }
        }
        var above = new byte[stride]; // an array of its own: reading and writing one would keep C2 from vectorising
        for (int row = start; row < end; row += stride) {
            add(above, filtered, row);
            System.arraycopy(above, 0, filtered, row, stride);
        }
    }

    /// Puts `count` bytes from `row` on, minus those from `above` on, into `target`.
    public static void subtract(byte[] rows, int row, int above, int count, byte[] target, int offset) {
        for (int i = 0; i < count; i++) {
            target[offset + i] = (byte) (rows[row + i] - rows[above + i]);
        }
    }

    private static void add(byte[] sums, byte[] differences, int offset) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += differences[offset + i];
        }
    }
}
