package dev.azulejo.imaging.webp;

import dev.azulejo.imaging.decode.FileWatch;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Counts the bytes of a WebP file, whose header says how many there are (RFC 9649, 2.3).
public final class RiffWatch implements FileWatch {
    private static final int LENGTH_END = 8;
    private static final int FRAME_AND_CANVAS = 8;

    private final ByteBuffer start = ByteBuffer.allocate(LENGTH_END).order(ByteOrder.LITTLE_ENDIAN);
    private long seen;

    @Override
    public void saw(byte[] bytes, int count) {
        start.put(bytes, 0, Math.min(count, start.remaining()));
        seen += count;
    }

    @Override
    public boolean complete() {
        return !start.hasRemaining() && seen >= length();
    }

    private long length() {
        return LENGTH_END + Integer.toUnsignedLong(start.getInt(4));
    }

    /// libvips holds the file, the frame and the canvas that it is put on, both with alpha (webp2vips.c).
    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return pixels * FRAME_AND_CANVAS + (start.hasRemaining() ? 0 : length());
    }
}
