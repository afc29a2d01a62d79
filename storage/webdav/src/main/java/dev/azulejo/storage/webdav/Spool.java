package dev.azulejo.storage.webdav;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.https.GuardedHttp;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.util.Objects;

/// Bytes that wait on this machine's disk, in a file that has no name: it goes with this process, however that ends.
/// For one thread at a time.
final class Spool implements GuardedHttp.Body, AutoCloseable {
    private static final int BUFFER_BYTES = 64 << 10;

    private final FileChannel channel;
    private final MessageDigest digest = ContentVersion.digest();
    private long bytes;

    private Spool(FileChannel channel) {
        this.channel = channel;
    }

    /// In the folder for temporary files.
    ///
    /// @throws StorageFull when there is no room
    static Spool open() {
        try {
            var file = Files.createTempFile("azulejo-", ".spool"); // for its owner alone
            // Where files may lose their name while they are open, this one does so here.
            return new Spool(FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE));
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    /// With all of `in`.
    static Spool of(InputStream in) throws IOException {
        var spool = open();
        boolean isFine = false;
        try {
            var buffer = new byte[BUFFER_BYTES];
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                spool.write(buffer, 0, count);
            }
            isFine = true;
            return spool;
        } finally {
            if (!isFine) {
                spool.close();
            }
        }
    }

    private static StorageFailure noRoom(IOException e) {
        if (e instanceof ClosedByInterruptException) {
            return new StorageUnavailable("it was interrupted", e);
        }
        return new StorageFull(
                "there is no room to keep bytes until they are sent, in %s: %s"
                        .formatted(System.getProperty("java.io.tmpdir"), e.getMessage()),
                e);
    }

    void write(byte[] source, int offset, int length) {
        var from = ByteBuffer.wrap(source, offset, length);
        try {
            while (from.hasRemaining()) {
                bytes += channel.write(from, bytes);
            }
        } catch (IOException e) {
            throw noRoom(e);
        }
        digest.update(source, offset, length);
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /// Of what was written so far.
    String sha256() {
        try {
            return ContentVersion.of((MessageDigest) digest.clone());
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("the JDK's SHA-256 can be copied", e);
        }
    }

    @Override
    public void writeTo(OutputStream target) throws IOException {
        try (var in = stream(() -> {})) {
            in.transferTo(target);
        }
    }

    /// From the first byte on.
    ///
    /// @param atEnd run when the stream is closed
    InputStream stream(Runnable atEnd) {
        return new InputStream() {
            private long at;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, target.length);
                if (length == 0) {
                    return 0;
                }
                int count = channel.read(ByteBuffer.wrap(target, offset, Math.min(length, BUFFER_BYTES)), at);
                at += Math.max(count, 0);
                return count;
            }

            @Override
            public void close() {
                atEnd.run();
            }
        };
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new IllegalStateException("a file that nobody else knows cannot be closed", e);
        }
    }
}
