package dev.azulejo.imaging.pixels;

import dev.azulejo.core.pixels.PixelBlock;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/// Subtracts from each row the one above, byte by byte, as PNG's filter Up does: neighbours differ little,
/// and small numbers compress well.
public final class UpFilter {
    /// Reads and writes eight bytes at any index of an array.
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    /// The highest bit of each of eight bytes. Without it bytes can be added and subtracted eight at once,
    /// as nothing is carried from one to the next; the highest bits are then added without carry. This is
    /// four times as fast as a loop over bytes, which the compiler does not vectorise because the arrays
    /// might be the same.
    private static final long TOPS = 0x8080_8080_8080_8080L;

    /// The number of words of eight bytes that are taken out of their array at once to be added.
    private static final int WORDS = 512;

    private UpFilter() {}

    /// Filters `bytes` bytes of rows of `block`, from `firstRow` on, into `filtered`. The pixel to the left
    /// is subtracted in their first row, as by PNG's filter Sub, so that nothing above it is needed; the
    /// block's first row stays as it is.
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
    /// @param left distance in bytes of a sample from the one to its left, for the first row; 0 if that row
    ///     is unfiltered
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

    /// Writes `count` bytes from `row` on, minus those from `above` on, into `target`.
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

    /// Adds `count` bytes from `above` on to those from `row` on. The loop makes no calls, so it is fast
    /// also before it is fully compiled. A command unpacks little before that, and calls of [VarHandle]
    /// took ten times as long until then. Once both are compiled, [#subtract] is the faster one.
    private static void add(byte[] rows, int row, int above, int count) {
        int words = count / Long.BYTES;
        var bytes = MemorySegment.ofArray(rows);
        var upper = new long[Math.min(words, WORDS)];
        var lower = new long[upper.length];
        for (int word = 0; word < words; word += WORDS) {
            int some = Math.min(WORDS, words - word);
            int at = word * Long.BYTES;
            MemorySegment.copy(bytes, ValueLayout.JAVA_LONG_UNALIGNED, above + at, upper, 0, some);
            MemorySegment.copy(bytes, ValueLayout.JAVA_LONG_UNALIGNED, row + at, lower, 0, some);
            add(lower, upper, some);
            MemorySegment.copy(lower, 0, bytes, ValueLayout.JAVA_LONG_UNALIGNED, row + at, some);
        }
        for (int at = words * Long.BYTES; at < count; at++) {
            rows[row + at] += rows[above + at];
        }
    }

    private static void add(long[] lower, long[] upper, int count) {
        for (int i = 0; i < count; i++) {
            lower[i] = ((lower[i] & ~TOPS) + (upper[i] & ~TOPS)) ^ ((lower[i] ^ upper[i]) & TOPS);
        }
    }
}
