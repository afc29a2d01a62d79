package dev.azulejo.storage.web;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/// Bytes that wait on this machine until they are sent: the first of them in memory, and if there are more,
/// all in a file that only its owner may read. On systems that can remove an open file it has no name, and
/// disappears with the process. For one thread at a time.
public final class Spool implements AutoCloseable {
    /// The prefix of its files' names, if they have one.
    public static final String PREFIX = "azulejo-spool-";

    private static final int BUFFER = 64 << 10;

    private final int most;
    private ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel file;
    private long bytes;

    /// @param most bytes that wait in memory
    public Spool(int most) {
        this.most = most;
    }

    public static Spool of(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var spool = new Spool(bytes.length);
        spool.write(bytes, 0, bytes.length);
        return spool;
    }

    public static Spool of(InputStream in, int most) throws IOException {
        var spool = new Spool(most);
        boolean isFine = false;
        try {
            var buffer = new byte[BUFFER];
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

    /// @throws StorageFull when there is no room
    public void write(byte[] source, int offset, int length) {
        try {
            if (file == null && bytes + length <= most) {
                memory.write(source, offset, length);
            } else {
                Channels.newOutputStream(opened().position(bytes)).write(source, offset, length);
            }
            bytes += length;
        } catch (IOException e) {
            throw noRoom(e);
        }
    }

    private FileChannel opened() throws IOException {
        if (file == null) {
            file = FileChannel.open(
                    Files.createTempFile(PREFIX, ""), // for its owner alone
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE); // of its name, where that may go, it is rid at once
            memory.writeTo(Channels.newOutputStream(file));
            memory = new ByteArrayOutputStream(0);
        }
        return file;
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

    public long bytes() {
        return bytes;
    }

    /// The hash of the bytes, as [ContentVersion] writes it.
    public String sha256() {
        try {
            return ContentVersion.of(stream());
        } catch (IOException e) {
            throw new StorageUnavailable("what waits to be sent cannot be read: " + e.getMessage(), e);
        }
    }

    public void writeTo(OutputStream target) throws IOException {
        stream().transferTo(target);
    }

    /// Opens the bytes from the first on, until the spool is used otherwise. Closing the stream closes the
    /// spool.
    public InputStream stream() throws IOException {
        return file == null
                ? new ByteArrayInputStream(memory.toByteArray())
                : Channels.newInputStream(file.position(0));
    }

    @Override
    public void close() {
        try {
            if (file != null) {
                file.close();
            }
        } catch (IOException e) {
            throw new IllegalStateException("our own spool file cannot be closed", e);
        }
    }
}
