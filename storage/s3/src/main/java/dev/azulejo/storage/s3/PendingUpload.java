package dev.azulejo.storage.s3;

import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.ResumableObject;
import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object on its way into an [S3Storage]. Up to one part it is one request at the commit; larger ones
/// are sent in parts as they fill. One is sent while the next fills; but if the upload is to be continued
/// after a death, each is awaited, so no more than one must be sent again. Holds two parts at most.
final class PendingUpload extends ResumableObject {
    private static final int START_BYTES = 64 * 1024;

    private final NewObject object;
    private final Map<String, String> metadata;
    private final long bytes; // -1 where that is not known
    private final boolean isKept;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[START_BYTES];
    private byte[] spare = new byte[0];
    private int filled;
    private int number = 1; // of the part that fills
    private @Nullable MultipartUpload upload;
    private @Nullable PartInFlight inFlight;
    private @Nullable UploadGone gone;
    private long position;
    private long held;
    private boolean ended;

    private PendingUpload(NewObject object, Map<String, String> metadata, long bytes, boolean isKept) {
        this.object = object;
        this.metadata = metadata;
        this.bytes = bytes;
        this.isKept = isKept;
    }

    static PendingUpload of(Bucket bucket, String key, Map<String, String> metadata) {
        return new PendingUpload(NewObject.of(bucket, key, metadata), metadata, -1, false);
    }

    /// Starts an upload that stays when it is closed without a commit.
    static PendingUpload kept(Bucket bucket, String key, Map<String, String> metadata, long bytes) {
        return new PendingUpload(NewObject.of(bucket, key, metadata), metadata, bytes, true);
    }

    /// @throws NoSuchObject when it is no longer there
    static PendingUpload resumed(Bucket bucket, UploadToken token) {
        var object = NewObject.of(bucket, token.key(), token.metadata(), token.writeId());
        var pending = new PendingUpload(object, token.metadata(), token.bytes(), true);
        if (!token.upload().isEmpty()) {
            pending.goOn(MultipartUpload.resumed(object, token.upload(), token.isChecked()));
        }
        return pending;
    }

    private void goOn(MultipartUpload started) {
        upload = started;
        try {
            parts.addAll(started.arrived(bytes));
        } catch (UploadGone e) {
            close();
            throw new NoSuchObject(
                    "there is no such upload of %s".formatted(object.bucket().at(object.key())), e);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        for (number = 1; number <= parts.size(); number++) {
            held += PartSizes.bytesOf(number);
        }
        position = held;
    }

    @Override
    public void write(byte[] source, int offset, int length) throws IOException {
        if (ended) {
            throw new IOException(object.key() + " was committed or closed before, or could not be written");
        }
        Objects.checkFromIndexSize(offset, length, source.length);
        try {
            append(source, offset, length);
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private void append(byte[] source, int offset, int length) {
        for (int done = 0; done < length; ) {
            int limit = PartSizes.bytesOf(number);
            if (filled == limit) {
                send();
                continue;
            }
            int count = Math.min(length - done, limit - filled);
            makeRoom(count, limit);
            System.arraycopy(source, offset + done, buffer, filled, count);
            filled += count;
            done += count;
            position += count;
        }
    }

    private void makeRoom(int count, int limit) {
        if (filled + count > buffer.length) {
            long doubled = Math.max(filled + count, 2L * buffer.length);
            buffer = Arrays.copyOf(buffer, (int) Math.min(doubled, limit));
        }
    }

    private void send() {
        if (number == PartSizes.MAX_PARTS) {
            throw new StorageFull(
                    "%s has more than 5 TiB".formatted(object.bucket().at(object.key())), null);
        }
        var started = upload == null ? MultipartUpload.start(object) : upload;
        upload = started;
        awaitPart();
        if (gone == null && isKept) {
            sendAndAwait(started);
        } else if (gone == null) { // else these bytes will never be visible
            inFlight = PartInFlight.start(started, number, buffer, filled);
            number++;
            var sent = buffer;
            buffer = spare;
            spare = sent;
        }
        filled = 0;
    }

    private void sendAndAwait(MultipartUpload started) {
        try {
            parts.add(started.upload(number, buffer, filled));
            held += filled;
            number++;
        } catch (UploadGone e) {
            gone = e;
        }
    }

    private void awaitPart() {
        if (inFlight != null) {
            try {
                parts.add(inFlight.await());
            } catch (UploadGone e) {
                gone = e;
            }
            inFlight = null;
        }
    }

    @Override
    public boolean commit(Precondition precondition) {
        if (ended) {
            throw new IllegalStateException(object.key() + " was committed or closed before");
        }
        if (bytes >= 0 && position != bytes) {
            throw new IllegalStateException(
                    "%s has %d bytes, %d were announced".formatted(object.key(), position, bytes));
        }
        boolean isKnown = false;
        try {
            boolean made = upload == null ? object.put(buffer, filled, precondition) : complete(upload, precondition);
            isKnown = true;
            return made;
        } finally {
            end(isKnown || !isKept); // what failed may be gone on with
        }
    }

    @Override
    public Optional<String> etag() {
        return Optional.of(object.commitment().etag().get()).filter(etag -> !etag.isEmpty());
    }

    private boolean complete(MultipartUpload started, Precondition precondition) {
        awaitPart();
        try {
            if (gone == null) {
                parts.add(started.upload(number, buffer, filled));
            }
        } catch (UploadGone e) {
            gone = e;
        }
        boolean made = gone == null ? started.complete(parts, precondition) : started.whetherMade(precondition, gone);
        if (made) {
            upload = null;
        }
        return made;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public long held() {
        return held;
    }

    @Override
    public String token() {
        var id = upload == null ? "" : upload.id();
        boolean isChecked = upload != null && upload.isChecked();
        return new UploadToken(
                        object.key(), bytes, metadata, object.commitment().writeId(), id, isChecked)
                .text();
    }

    @Override
    public void abandon() {
        end(true);
    }

    @Override
    public void close() {
        end(!isKept);
    }

    private void end(boolean isForGood) {
        if (ended) {
            return;
        }
        ended = true;
        buffer = new byte[0];
        spare = buffer;
        if (inFlight != null) {
            inFlight.stop();
        }
        if (upload != null && isForGood) {
            upload.abort();
        } else if (upload != null) {
            upload.leave();
        }
    }
}
