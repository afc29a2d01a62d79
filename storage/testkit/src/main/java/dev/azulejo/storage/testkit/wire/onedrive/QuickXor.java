package dev.azulejo.storage.testkit.wire.onedrive;

import dev.azulejo.storage.testkit.wire.StoredBytes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.util.Base64;

/// QuickXorHash, as its definition reads: each byte is added without carry to a number of 160 bits, 11 bits
/// further to the left than the one before, around the end; at last the length is, to its highest 64 bits.
/// It is slow on purpose, and shares nothing with the client's.
final class QuickXor {
    private static final int BITS = 160;
    private static final int SHIFT = 11;
    private static final BigInteger ALL = BigInteger.ONE.shiftLeft(BITS).subtract(BigInteger.ONE);

    private QuickXor() {}

    /// The hash in base64.
    static String of(StoredBytes bytes) {
        var places = places(bytes);
        var sum = BigInteger.valueOf(bytes.size()).shiftLeft(BITS - Long.SIZE);
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

    /// Combines bytes at equal places first, because otherwise a megabyte would take seconds.
    private static int[] places(StoredBytes bytes) {
        var places = new int[BITS];
        int place = 0;
        try (var in = bytes.open()) {
            var buffer = new byte[1 << 16];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                for (int at = 0; at < count; at++) {
                    places[place] ^= Byte.toUnsignedInt(buffer[at]);
                    place += place < BITS - SHIFT ? SHIFT : SHIFT - BITS; // a remainder takes four times as long
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return places;
    }
}
