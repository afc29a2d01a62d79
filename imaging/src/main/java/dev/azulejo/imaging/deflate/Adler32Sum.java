package dev.azulejo.imaging.deflate;

import java.nio.ByteBuffer;
import java.util.zip.Adler32;

/// Computes with checksums of Adler-32 (RFC 1950, section 8.2): two sums modulo a prime, the low one of the
/// bytes, the high one of the low ones.
public final class Adler32Sum {
    /// The checksum of no bytes.
    public static final long EMPTY = 1;

    private static final long BASE = 65_521;

    private Adler32Sum() {}

    /// The checksum of some bytes, as it stands at the end of a zlib stream.
    public static byte[] of(byte[] bytes, int offset, int count) {
        var adler = new Adler32();
        adler.update(bytes, offset, count);
        return ByteBuffer.allocate(Integer.BYTES).putInt((int) adler.getValue()).array();
    }

    /// The checksum of two joined runs of bytes: `first` is that of the first run, `second` that of the
    /// `length` bytes behind it.
    public static long joined(long first, long second, long length) {
        long low = (first & 0xffff) + (second & 0xffff) - 1; // each starts at 1
        // The low sum of the first bytes is carried into the high one once for every byte of the second.
        long carried = length % BASE * ((first & 0xffff) - 1 + BASE);
        long high = (first >>> 16) + (second >>> 16) + carried;
        return Math.floorMod(low, BASE) | high % BASE << 16;
    }
}
