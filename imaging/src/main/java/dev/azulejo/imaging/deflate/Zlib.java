package dev.azulejo.imaging.deflate;

import dev.azulejo.imaging.bytes.GrowingBytes;
import dev.azulejo.imaging.deflate.Deflate.Ending;

/// Makes whole zlib streams. (RFC 1950)
public final class Zlib {
    /// The least size of a stream, besides its data.
    public static final int BYTES = 64;

    private static final byte[] HEADER = {0x78, 0x01}; // deflate, window of 32 KiB (2.2)

    private Zlib() {}

    /// The two bytes with which a stream begins.
    public static byte[] header() {
        return HEADER.clone();
    }

    /// Appends the zlib stream of `raw` to `target`; `deflate` must be at the start of a stream.
    public static void add(byte[] raw, Deflate.Stream deflate, GrowingBytes target) {
        target.add(HEADER);
        deflate.add(raw, 0, raw.length, Ending.LAST, target);
        target.add(Adler32Sum.of(raw, 0, raw.length));
    }
}
