package dev.azulejo.imaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/// A copy of a file whose format is not read from its first byte to its last: a TIFF may state its
/// directory at its end. It lies in the folder for temporary files until it is closed (see [TemporaryFiles]).
final class SpooledFile implements AutoCloseable {
    private final Path path;
    private final FileChannel channel;

    private SpooledFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /// Reads `stream` to its end, and leaves it open. What the stream throws comes out as it is.
    static SpooledFile of(InputStream stream) throws IOException {
        var path = TemporaryFiles.make();
        try {
            Files.copy(stream, path, StandardCopyOption.REPLACE_EXISTING);
            return new SpooledFile(path, FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE));
        } catch (IOException | RuntimeException | Error failure) {
            TemporaryFiles.delete(path);
            throw failure;
        }
    }

    Path path() {
        return path;
    }

    long length() {
        try {
            return channel.size();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /// Whether all of these bytes are there.
    boolean has(long offset, long count) {
        return offset >= 0 && count >= 0 && offset <= length() - count;
    }

    /// Bytes that are there, in that order of theirs.
    ByteBuffer read(long offset, int count, ByteOrder order) {
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

    void write(long offset, ByteBuffer bytes) {
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
