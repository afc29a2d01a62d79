package dev.azulejo.storage.testkit.wire.onedrive;

import java.math.BigInteger;
import java.util.Base64;

/// QuickXorHash, as its definition reads: each byte is added without carry to a number of 160 bits, 11 bits further to
/// the left than the one before, around the end; at last the length is, to its highest 64 bits. Slow on purpose:
/// nothing here is as in the client.
final class QuickXor {
    private static final int BITS = 160;
    private static final int SHIFT = 11;
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);

    private QuickXor() {}

    /// In base64.
    static String of(byte[] bytes) {
        // Bytes that stand at the same place are combined first, or a megabyte would take seconds.
        var places = new int[BITS];
        for (int at = 0; at < bytes.length; at++) {
            places[(int) ((long) at * SHIFT % BITS)] ^= Byte.toUnsignedInt(bytes[at]);
        }
        var sum = BigInteger.valueOf(bytes.length).shiftLeft(BITS - Long.SIZE);
        for (int place = 0; place < BITS; place++) {
            var wide = BigInteger.valueOf(places[place]).shiftLeft(place);
            sum = sum.xor(wide.and(ALL)).xor(wide.shiftRight(BITS));
        }
        var written = new byte[BITS / Byte.SIZE];
        for (int at = 0; at < written.length; at++) {
            written[at] = sum.shiftRight(at * Byte.SIZE).byteValue();
        }
        return Base64.getEncoder().encodeToString(written);
    }
}
