package dev.azulejo.storage.drives;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// A file of unknown length for a service that must be told it first: what is more than one chunk waits in a file of
/// the machine.
final class SpooledDriveFile extends PendingObject {
    private final String key;
    private final int most;
    private final LongFunction<PendingDriveFile> sender;
    private final ByteArrayOutputStream memory = new ByteArrayOutputStream();
    private @Nullable Path file;
    private @Nullable OutputStream out;
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
        if (out == null && bytes + length > most) {
            file = Files.createTempFile("upload-", ".part");
            out = Files.newOutputStream(file);
            memory.writeTo(out);
            memory.reset();
        }
        (out == null ? memory : out).write(source, offset, length);
        bytes += length;
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (isEnded) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        isEnded = true;
        try (var pending = sender.apply(bytes)) {
            if (out == null || file == null) {
                memory.writeTo(pending);
            } else {
                out.close();
                Files.copy(file, pending);
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
            if (out != null) {
                out.close();
            }
            if (file != null) {
                Files.deleteIfExists(file);
            }
        } catch (IOException _) {
            // the system empties its folder of temporary files
        }
    }

    @Override
    public void close() {
        isEnded = true;
        remove();
    }
}
