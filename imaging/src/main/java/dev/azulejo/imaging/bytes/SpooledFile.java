package dev.azulejo.imaging.bytes;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A copy of a file whose format is not read from first byte to last: a TIFF may state its directory at its
/// end. It is kept in the folder for temporary files until it is closed (see [TemporaryFiles]).
public final class SpooledFile implements RandomBytes, AutoCloseable {
    private static final long BYTES_BETWEEN_LOOKS = 8L << 20;
    private static final long LEAST_ROOM = 16L << 20;

    private final Path path;
    private final FileChannel channel;

    private SpooledFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Tells how many bytes are free on the disk of a file.
    @FunctionalInterface
    public interface Room {
        long in(Path file) throws IOException;
    }

    /// Copies `stream` to its end, and leaves it open. Exceptions of the stream are passed on.
    ///
    /// @throws UnreadableImage when the folder for temporary files has no room for it
    public static SpooledFile of(InputStream stream) throws IOException, UnreadableImage {
        return of(stream, file -> Files.getFileStore(file).getUsableSpace());
    }

    public static SpooledFile of(InputStream stream, Room room) throws IOException, UnreadableImage {
        var path = TemporaryFiles.make();
        try {
            var channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            try {
                copy(stream, channel, path, room);
                return new SpooledFile(path, channel);
            } catch (IOException | UnreadableImage | RuntimeException | Error failure) {
                channel.close();
                throw failure;
            }
        } catch (IOException | UnreadableImage | RuntimeException | Error failure) {
            TemporaryFiles.delete(path);
            throw failure;
        }
    }

    /// Copies a stream and leaves some room for others: on Lambda the folder has 512 MB, which last from
    /// file to file.
    private static void copy(InputStream stream, FileChannel channel, Path path, Room room)
            throws IOException, UnreadableImage {
        byte[] bytes = new byte[1 << 16];
        long copied = 0;
        for (int count = stream.read(bytes); count >= 0; count = stream.read(bytes)) {
            if (copied % BYTES_BETWEEN_LOOKS < count && room.in(path) < LEAST_ROOM) {
                throw new UnreadableImage(
                        Reason.NO_ROOM_FOR_COPY,
                        ("is of a format that is read from a copy, for which %s has no room after %,d bytes;"
                                        + " free some space there, or save it as PNG or JPEG, which need no copy")
                                .formatted(path.getParent(), copied),
                        null);
            }
            var part = ByteBuffer.wrap(bytes, 0, count);
            while (part.hasRemaining()) {
                copied += channel.write(part, copied);
            }
        }
    }

    public Path path() {
        return path;
    }

    @Override
    public long length() {
        try {
            return channel.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public ByteBuffer read(long offset, int count, ByteOrder order) {
        var bytes = ByteBuffer.allocate(count).order(order);
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, offset + bytes.position()) < 0) {
                    throw new IllegalArgumentException("no %d bytes at %d".formatted(count, offset));
                }
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return bytes.flip();
    }

    public void write(long offset, ByteBuffer bytes) {
        try {
            channel.write(bytes, offset);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        try (channel) {
            TemporaryFiles.delete(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
