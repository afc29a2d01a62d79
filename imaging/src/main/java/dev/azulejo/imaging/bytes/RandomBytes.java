package dev.azulejo.imaging.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that can be read at any offset, from a file or from memory.
public interface RandomBytes {
    long length();

    /// A copy of existing bytes, in the given byte order.
    ByteBuffer read(long offset, int count, ByteOrder order);

    /// Whether all of these bytes are there.
    default boolean has(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= length() - count;
    }

    /// Bytes in memory, read as they are at that moment.
    static RandomBytes of(byte[] bytes) {
        return new RandomBytes() {
            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public ByteBuffer read(long offset, int count, ByteOrder order) {
                int start = Math.toIntExact(offset);
                return ByteBuffer.wrap(Arrays.copyOfRange(bytes, start, start + count))
                        .order(order);
            }
        };
    }
}
