package dev.azulejo.storage.drives.onedrive;

import dev.azulejo.storage.drives.ServiceHash;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Base64;

/// Microsoft's QuickXorHash ("Code snippets: QuickXorHash algorithm" of the OneDrive developer pages), in base64: bytes
/// are combined by XOR, each 11 bits further around a circle of 160 than the one before, and the length into the last
/// 8 bytes. It finds damage, not forgery.
public final class QuickXorHash implements ServiceHash {
    private static final int BYTES = 20;
    private static final int BITS = BYTES * Byte.SIZE;
    private static final int SHIFT = 11;

    @Override
    public String name() {
        return "quickxor";
    }

    @Override
    public Running start() {
        return new Circle(new byte[BYTES], 0);
    }

    @Override
    public Running resume(String state) {
        var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(state));
        if (bytes.remaining() != BYTES + Long.BYTES) {
            throw new IllegalArgumentException(
                    "a state has %d bytes, this one has %d".formatted(BYTES + Long.BYTES, bytes.remaining()));
        }
        var circle = new byte[BYTES];
        bytes.get(circle);
        return new Circle(circle, bytes.getLong());
    }

    private static final class Circle implements Running {
        private final byte[] circle;
        private long length;

        private Circle(byte[] circle, long length) {
            this.circle = circle;
            this.length = length;
        }

        @Override
        public void update(byte[] bytes, int offset, int count) {
            int bit = (int) (length % BITS * SHIFT % BITS);
            for (int at = offset; at < offset + count; at++) {
                int shifted = (bytes[at] & 0xff) << (bit % Byte.SIZE);
                int place = bit / Byte.SIZE;
                circle[place] ^= (byte) shifted;
                circle[place + 1 == BYTES ? 0 : place + 1] ^= (byte) (shifted >> Byte.SIZE);
                bit += SHIFT;
                bit = bit < BITS ? bit : bit - BITS;
            }
            length += count;
        }

        @Override
        public String finish() {
            var hash = circle.clone();
            var counted = ByteBuffer.allocate(Long.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putLong(length)
                    .array();
            for (int at = 0; at < Long.BYTES; at++) {
                hash[BYTES - Long.BYTES + at] ^= counted[at];
            }
            return Base64.getEncoder().encodeToString(hash);
        }

        @Override
        public String state() {
            var bytes = ByteBuffer.allocate(BYTES + Long.BYTES).put(circle).putLong(length);
            return Base64.getEncoder().encodeToString(bytes.array());
        }
    }
}
