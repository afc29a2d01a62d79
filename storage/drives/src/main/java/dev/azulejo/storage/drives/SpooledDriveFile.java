package dev.azulejo.storage.drives;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A file of unknown length for a service that must be told it first: what is more than one chunk waits in a file of
/// the
/// machine, which only its owner may read. Where a file that is open may be removed, it has no name, and goes with the
/// process.
final class SpooledDriveFile extends PendingObject {
    static final String PREFIX = "azulejo-upload-";

    private final String key;
    private final int most;
    private final LongFunction<PendingDriveFile> sender;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable FileChannel spool;
    private long bytes;
    private boolean isEnded;

    /// @param most bytes that wait in memory
    /// @param sender makes the upload of so many bytes
    SpooledDriveFile(String key, int most, LongFunction<PendingDriveFile> sender) {
        this.key = key;
        this.most = most;
        this.sender = sender;
        sender.apply(0).close(); // refuses now what it would refuse then
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (isEnded) {
            throw new IOException(key + " was committed or closed before");
        }
        if (spool == null && bytes + length > most) {
            spool = FileChannel.open(
                    Files.createTempFile(PREFIX, ""),
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.DELETE_ON_CLOSE);
            memory.writeTo(Channels.newOutputStream(spool));
            memory.reset();
        }
        (spool == null ? memory : Channels.newOutputStream(spool)).write(source, offset, length);
        bytes += length;
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (isEnded) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        isEnded = true;
        try (var pending = sender.apply(bytes)) {
            if (spool == null) {
                memory.writeTo(pending);
            } else {
                Channels.newInputStream(spool.position(0)).transferTo(pending);
            }
            return pending.commit(precondition);
        } catch (IOException e) {
            throw new StorageUnavailable("could not send %s: %s".formatted(key, e.getMessage()), e);
        } finally {
            remove();
        }
    }

    private void remove() {
        try {
            if (spool != null) {
                spool.close();
            }
        } catch (IOException _) {
            // its bytes are nobody's any more
        }
    }

    @Override
    public void close() {
        isEnded = true;
        remove();
    }
}
