package dev.azulejo.imaging.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// Bytes that can be read from anywhere: of a file, or in memory.
public interface RandomBytes {
    long length();

    /// Copies of bytes that are there, in that order of theirs.
    ByteBuffer read(long offset, int count, ByteOrder order);

    /// Whether all of these bytes are there.
    default boolean has(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= length() - count;
    }

    /// Bytes in memory, as they are at each reading.
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
