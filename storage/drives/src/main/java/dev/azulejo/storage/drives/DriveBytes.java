package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.storage.web.Again;
import dev.azulejo.storage.web.Persistence;
import dev.azulejo.storage.web.ReopenedStream;
import java.io.IOException;
import java.io.InputStream;

/// The bytes of one version of a file, or a range of them. Read from the first byte to the last, they end
/// only if they have the hash that the service states. For one thread.
final class DriveBytes implements ReopenedStream.Origin {
    /// How often they may break off. The caller that opens them waits.
    private static final Persistence PERSISTENCE = Persistence.withoutPauses(8);

    private final DriveService service;
    private final DriveFile file;
    private final ServiceHash.Running hash;
    private final long offset;
    private final long length;
    private boolean isOpened;

    private DriveBytes(DriveService service, DriveFile file, long offset, long length) {
        this.service = service;
        this.file = file;
        this.hash = service.hash().start();
        this.offset = offset;
        this.length = length;
    }

    static InputStream whole(DriveService service, DriveFile file) {
        return part(service, file, 0, file.bytes());
    }

    static InputStream part(DriveService service, DriveFile file, long offset, long length) {
        return new ReopenedStream(new DriveBytes(service, file, offset, length), new Again(file.path(), PERSISTENCE));
    }

    @Override
    public String name() {
        return file.path();
    }

    @Override
    public long bytes() {
        return length;
    }

    @Override
    public InputStream open(long from) throws IOException {
        if (from == length) {
            return InputStream.nullInputStream(); // some services refuse a range that begins there
        }
        try {
            var bytes = service.open(file, offset + from, length - from);
            isOpened = true;
            return bytes;
        } catch (NoSuchObject e) {
            throw isOpened ? new StorageUnavailable("%s was replaced while it was read".formatted(file.path()), e) : e;
        }
    }

    @Override
    public void passed(byte[] target, int start, int count) {
        hash.update(target, start, count);
    }

    @Override
    public void end() {
        if (!file.isWhole(offset, length) || file.hash().isEmpty()) {
            return;
        }
        var found = hash.finish();
        if (!found.equals(file.hash())) {
            throw new StorageUnavailable(
                    "%s arrived damaged from %s: its hash is %s instead of %s"
                            .formatted(file.path(), service.name(), found, file.hash()),
                    null);
        }
    }
}
