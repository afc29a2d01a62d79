package dev.azulejo.imaging.pixels;

/// Takes each row minus the one above, byte by byte, as PNG's filter Up does: neighbours differ little, and
/// small numbers pack well.
public final class UpFilter {
    private UpFilter() {}

    /// The first row stays as it is.
    public static byte[] apply(byte[] rows, int stride) {
        var filtered = new byte[rows.length];
        System.arraycopy(rows, 0, filtered, 0, stride);
        for (int row = stride; row < rows.length; row += stride) {
            subtract(rows, row, row - stride, stride, filtered, row);
        }
        return filtered;
    }

    /// Undoes [#apply], in place.
    static void undo(byte[] filtered, int stride) {
        var above = new byte[stride]; // an array of its own: reading and writing one would keep C2 from vectorising
        for (int row = 0; row < filtered.length; row += stride) {
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
