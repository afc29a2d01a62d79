package dev.azulejo.imaging;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Counts the bytes of a WebP file, whose header says how many there are (RFC 9649, 2.3).
final class RiffWatch implements FileWatch {
    private static final int LENGTH_END = 8;

    private final ByteBuffer start = ByteBuffer.allocate(LENGTH_END).order(ByteOrder.LITTLE_ENDIAN);
    private long seen;

    @Override
    public void saw(byte[] bytes, int count) {
        start.put(bytes, 0, Math.min(count, start.remaining()));
        seen += count;
    }

    @Override
    public boolean complete() {
        return !start.hasRemaining() && seen >= LENGTH_END + Integer.toUnsignedLong(start.getInt(4));
    }
}
