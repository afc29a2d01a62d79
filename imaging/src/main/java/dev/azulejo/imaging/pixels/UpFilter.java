package dev.azulejo.imaging.pixels;

import dev.azulejo.core.pixels.PixelBlock;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Takes each row minus the one above, byte by byte, as PNG's filter Up does: neighbours differ little, and
/// small numbers pack well.
public final class UpFilter {
    /// Eight bytes at any index of an array.
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The highest bit of each of eight bytes. Without it bytes can be added and subtracted eight at once, as
    /// nothing is carried from one to the next; what becomes of it is its sum without carry. That is four times
    /// as fast as a loop over bytes, of which the compiler makes no vector instructions while arrays might be the
    /// same.
    private static final long TOPS = 0x8080_8080_8080_8080L;

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
        for (int row = start + stride; row < end; row += stride) {
            add(filtered, row, row - stride, stride);
        }
    }

    /// Puts `count` bytes from `row` on, minus those from `above` on, into `target`.
    public static void subtract(byte[] rows, int row, int above, int count, byte[] target, int offset) {
        int at = 0;
        for (; at <= count - Long.BYTES; at += Long.BYTES) {
            long upper = (long) EIGHT.get(rows, above + at);
            long lower = (long) EIGHT.get(rows, row + at);
            EIGHT.set(target, offset + at, ((lower | TOPS) - (upper & ~TOPS)) ^ ((lower ^ ~upper) & TOPS));
        }
        for (; at < count; at++) {
            target[offset + at] = (byte) (rows[row + at] - rows[above + at]);
        }
    }

    /// Adds `count` bytes from `above` on to those from `row` on.
    private static void add(byte[] rows, int row, int above, int count) {
        int at = 0;
        for (; at <= count - Long.BYTES; at += Long.BYTES) {
            long upper = (long) EIGHT.get(rows, above + at);
            long lower = (long) EIGHT.get(rows, row + at);
            EIGHT.set(rows, row + at, ((lower & ~TOPS) + (upper & ~TOPS)) ^ ((lower ^ upper) & TOPS));
        }
        for (; at < count; at++) {
            rows[row + at] += rows[above + at];
        }
    }
}
