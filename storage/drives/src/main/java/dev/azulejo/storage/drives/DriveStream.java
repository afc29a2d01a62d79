package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// The bytes of one version of a file, or some of them. Opened again where it breaks off. Read from the first byte to
/// the last, it ends only if the bytes have the hash that the service states. For one thread.
final class DriveStream extends InputStream {
    private static final int ATTEMPTS = 8;

    private final DriveService service;
    private final DriveFile file;
    private final ServiceHash.Running hash;
    private final boolean isWhole;
    private final long end;
    private InputStream bytes;
    private long at;
    private int failures;
    private boolean isChecked;
    private boolean isClosed;

    DriveStream(DriveService service, DriveFile file, long offset, long length) {
        this.service = service;
        this.file = file;
        this.hash = service.hash().start();
        this.isWhole = file.isWhole(offset, length) && !file.hash().isEmpty();
        this.at = offset;
        this.end = offset + length;
        this.bytes = opened();
    }

    static DriveStream whole(DriveService service, DriveFile file) {
        return new DriveStream(service, file, 0, file.bytes());
    }

    private InputStream opened() {
        if (at == end) {
            return InputStream.nullInputStream(); // some services refuse a range that begins there
        }
        while (true) {
            try {
                return service.open(file, at, end - at);
            } catch (IOException e) {
                count(e);
            }
        }
    }

    private void count(IOException e) {
        failures++;
        if (failures >= ATTEMPTS) {
            throw new StorageUnavailable(
                    "%s broke off %s at byte %d of %d, %d times: %s"
                            .formatted(service.name(), file.path(), at, file.bytes(), failures, e.getMessage()),
                    e);
        }
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (isClosed) {
            throw new IOException("the stream of %s is closed".formatted(file.path()));
        }
        while (length > 0 && at < end) {
            int count = some(target, offset, (int) Math.min(length, end - at));
            if (count > 0) {
                hash.update(target, offset, count);
                at += count;
                return count;
            }
        }
        if (length > 0) {
            check();
        }
        return length == 0 ? 0 : -1;
    }

    /// @return 0 when it broke off, and was opened again
    private int some(byte[] target, int offset, int length) throws IOException {
        try {
            int count = bytes.read(target, offset, length);
            if (count > 0) {
                return count;
            }
            throw new IOException("it ended early");
        } catch (IOException e) {
            bytes.close();
            count(e);
            try {
                bytes = opened();
            } catch (NoSuchObject replaced) {
                throw new StorageUnavailable("%s was replaced while it was read".formatted(file.path()), replaced);
            }
            return 0;
        }
    }

    private void check() {
        if (!isWhole || isChecked) {
            return;
        }
        isChecked = true;
        var found = hash.finish();
        if (!found.equals(file.hash())) {
            throw new StorageUnavailable(
                    "%s arrived damaged from %s: its hash is %s instead of %s"
                            .formatted(file.path(), service.name(), found, file.hash()),
                    null);
        }
    }

    @Override
    public void close() throws IOException {
        if (!isClosed) {
            isClosed = true;
            bytes.close();
        }
    }
}
