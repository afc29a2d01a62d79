package dev.azulejo.imaging.webp;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.pixels.ImageMetadata;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.decode.FileWatch;
import dev.azulejo.imaging.decode.SourceMetadata;
import dev.azulejo.imaging.exif.ResultExif;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.Optional;

/// Counts the bytes of a WebP file, whose header states their number (RFC 9649, 2.3), and has its chunks
/// examined on their way to libvips.
public final class RiffWatch implements FileWatch {
    private static final int LENGTH_END = 8;
    private static final int FRAME_AND_CANVAS = 8;

    private final FileBudget budget = new FileBudget();
    private final RiffChunks chunks = new RiffChunks(budget);
    private final ByteBuffer start = ByteBuffer.allocate(LENGTH_END).order(ByteOrder.LITTLE_ENDIAN);
    private long seen;

    @Override
    public FileBudget budget() {
        return budget;
    }

    @Override
    public InputStream bytes(InputStream file) {
        return new RiffStream(file, chunks);
    }

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

    /// The memory for decoding: libvips holds the file, the frame and the canvas that it is put on, both
    /// with alpha (webp2vips.c).
    @Override
    public long decodeBytes(int page, long pixels, int bytesPerPixel) {
        return pixels * FRAME_AND_CANVAS + (start.hasRemaining() ? 0 : length());
    }

    /// The metadata with the EXIF that was hidden from libvips.
    @Override
    public ImageMetadata metadata(int page, SourceMetadata source) {
        return source.loaded(chunks.exif(), Map.of());
    }

    @Override
    public Optional<Orientation> orientation(Optional<byte[]> exif) {
        return Optional.of(
                Orientation.ofExif(exif.flatMap(ResultExif::orientation).orElse(1)));
    }
}
