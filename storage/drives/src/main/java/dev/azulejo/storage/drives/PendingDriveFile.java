package dev.azulejo.storage.drives;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A file on its way to a drive. The last chunk is held until the commit, because it makes the file appear.
final class PendingDriveFile extends ResumableObject {
    private static final int FIRST_BYTES = 64 << 10;

    private final DriveService service;
    private final SideMetadata side;
    private final String key;
    private final Map<String, String> metadata;
    private final long bytes;
    private final ServiceHash.Running hash;
    private final boolean isKept;
    private final int most;
    private byte[] chunk;
    private int filled;
    private long position;
    private @Nullable Upload upload;
    private String etag = "";
    private boolean isEnded;
    private DriveToken token;

    /// @param bytes how many it will have; -1 if that is not known
    /// @param isKept whether it stays when it is closed without a commit
    PendingDriveFile(
            DriveService service,
            SideMetadata side,
            String key,
            Map<String, String> metadata,
            long bytes,
            boolean isKept) {
        this(service, side, key, metadata, bytes, isKept, service.hash().start(), 0, null);
    }

    private PendingDriveFile(
            DriveService service,
            SideMetadata side,
            String key,
            Map<String, String> metadata,
            long bytes,
            boolean isKept,
            ServiceHash.Running hash,
            long position,
            @Nullable Upload upload) {
        this.service = service;
        this.side = side;
        this.key = key;
        this.metadata = metadata;
        this.bytes = bytes;
        this.isKept = isKept;
        this.hash = hash;
        this.position = position;
        this.upload = upload;
        this.most = service.chunkBytes();
        this.chunk = new byte[Math.min(most, FIRST_BYTES)];
        this.token = new DriveToken(key, bytes, metadata, position, hash.state(), upload == null ? "" : upload.token());
    }

    static PendingDriveFile resumed(DriveService service, SideMetadata side, DriveToken token) {
        boolean isGoingOn = !token.hashState().isEmpty();
        var hash = isGoingOn
                ? service.hash().resume(token.hashState())
                : service.hash().start();
        var upload = token.upload().isEmpty() ? null : service.resume(token.key(), token.upload());
        return new PendingDriveFile(
                service,
                side,
                token.key(),
                token.metadata(),
                token.bytes(),
                true,
                hash,
                isGoingOn ? token.position() : 0,
                upload);
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, source.length);
        if (isEnded) {
            throw new IOException(key + " was committed or closed before");
        }
        for (int done = 0; done < length; ) {
            if (filled == most) {
                send();
            } else if (filled == chunk.length) {
                chunk = Arrays.copyOf(chunk, Math.min(most, 2 * chunk.length));
            }
            int count = Math.min(length - done, chunk.length - filled);
            System.arraycopy(source, offset + done, chunk, filled, count);
            filled += count;
            done += count;
        }
    }

    /// Sends a whole chunk, after which more comes.
    private void send() {
        try {
            hash.update(chunk, 0, filled);
            position += filled;
            filled = 0;
            long missing = position - held();
            if (missing > 0) {
                begun().append(Upload.rest(chunk, (int) Math.max(most - missing, 0)));
            }
            token = new DriveToken(key, bytes, metadata, position, hash.state(), begun().token());
        } catch (NoSuchObject e) {
            abandon();
            throw new StorageUnavailable("%s has forgotten the upload of %s".formatted(service.name(), key), e);
        }
    }

    private Upload begun() {
        if (upload == null) {
            upload = service.begin(key, bytes);
        }
        return upload;
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (isEnded) {
            throw new IllegalStateException(key + " was committed or closed before");
        }
        if (bytes >= 0 && position + filled != bytes) {
            throw new IllegalStateException(
                    "%s has %d bytes, %d were announced".formatted(key, position + filled, bytes));
        }
        hash.update(chunk, 0, filled);
        var whole = hash.finish();
        var intended = side.intended(key, whole, metadata);
        int there = Math.clamp(held() - position, 0, filled);
        chunk = filled == chunk.length ? chunk : Arrays.copyOf(chunk, filled);
        var file = finished(Upload.rest(chunk, there), whole, precondition);
        isEnded = true;
        if (file.isEmpty()) {
            side.refused(intended);
            return false;
        }
        side.appeared(file.get(), key, intended, metadata);
        etag = file.get().revision();
        return true;
    }

    @Override
    public Optional<String> etag() {
        return Optional.of(etag).filter(known -> !known.isEmpty());
    }

    private Optional<DriveFile> finished(byte[] last, String whole, Precondition precondition) {
        try {
            return begun().finish(last, whole, precondition);
        } catch (NoSuchObject forgotten) {
            if (position > 0) {
                throw new StorageUnavailable(
                        "%s has forgotten the upload of %s".formatted(service.name(), key), forgotten);
            }
            upload = null; // all of it is here
            return begun().finish(last, whole, precondition);
        }
    }

    @Override
    public long position() {
        return position + filled;
    }

    @Override
    public long held() {
        return upload == null ? 0 : upload.offset();
    }

    @Override
    public String token() {
        return token.text();
    }

    @Override
    public void abandon() {
        if (!isEnded && upload != null) {
            upload.abort();
        }
        isEnded = true;
    }

    @Override
    public void close() {
        if (!isKept) {
            abandon();
        }
        isEnded = true;
    }
}
