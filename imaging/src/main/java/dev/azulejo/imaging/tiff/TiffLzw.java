package dev.azulejo.imaging.tiff;

/// Unpacks LZW as TIFF has it: codes from the highest bit on, a bit longer one code early. (TIFF 6.0, section 13)
final class TiffLzw {
    private static final int CLEAR = 256;
    private static final int END = 257;
    private static final int FIRST = 258;
    private static final int SHORTEST = 9; // bits of a code
    private static final int MOST = 4_096;

    private final byte[] packed;
    private final byte[] target;

    /// For each code, where its text begins in the target, and how long it is.
    private final int[] starts = new int[MOST];

    private final int[] lengths = new int[MOST];
    private long position; // in bits
    private int filled;

    private TiffLzw(byte[] packed, byte[] target) {
        this.packed = packed;
        this.target = target;
    }

    /// Fills `target` as far as the codes go.
    ///
    /// @return the number of bytes
    static int unpack(byte[] packed, byte[] target) {
        return new TiffLzw(packed, target).run();
    }

    private int run() {
        int next = FIRST;
        int bits = SHORTEST;
        boolean fresh = true; // after a clear code no text is made of the one before
        for (int code = code(bits); code != END && filled < target.length; code = code(bits)) {
            if (code == CLEAR) {
                next = FIRST;
                bits = SHORTEST;
                fresh = true;
                continue;
            }
            int start = filled;
            if (!fresh && next < MOST) { // the text before and the byte that follows it, which comes now
                lengths[next++]++;
            }
            if (!put(code, next)) {
                return start;
            }
            if (next < MOST) {
                starts[next] = start;
                lengths[next] = filled - start;
            }
            fresh = false;
            bits = next + 1 >= MOST >> 1
                    ? 12
                    : Math.max(SHORTEST, Integer.SIZE - Integer.numberOfLeadingZeros(next + 1));
        }
        return filled;
    }

    /// @return false when there is no such code
    private boolean put(int code, int next) {
        if (code < CLEAR) {
            target[filled++] = (byte) code;
            return true;
        }
        if (code < FIRST || code >= next) {
            return false;
        }
        int end = Math.min(target.length, filled + lengths[code]);
        for (int from = starts[code]; filled < end; from++) {
            target[filled++] = target[from]; // one by one, as a text may go on in what is being written
        }
        return true;
    }

    private int code(int bits) {
        if (position + bits > packed.length * (long) Byte.SIZE) {
            return END;
        }
        int at = (int) (position / Byte.SIZE);
        int three = ((packed[at] & 0xff) << 16) | (byteAt(at + 1) << 8) | byteAt(at + 2);
        int code = (three >> (24 - bits - (int) (position % Byte.SIZE))) & ((1 << bits) - 1);
        position += bits;
        return code;
    }

    private int byteAt(int index) {
        return index < packed.length ? packed[index] & 0xff : 0;
    }
}
