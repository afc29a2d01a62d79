package dev.azulejo.storage.s3;

import dev.azulejo.storage.PendingObject;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/// An object on its way into an [S3Storage]. Up to one part it is one request at the commit; else parts go out as they
/// fill, one on its way while the next one fills. Holds two parts at most.
final class PendingUpload extends PendingObject {
    private static final int START_BYTES = 64 * 1024;

    private final NewObject object;
    private final List<CompletedPart> parts = new ArrayList<>();
    private byte[] buffer = new byte[START_BYTES];
    private byte[] spare = new byte[0];
    private int filled;
    private int number = 1; // of the part that fills
    private @Nullable MultipartUpload upload;
    private @Nullable PartInFlight inFlight;
    private @Nullable UploadGone gone;
    private boolean ended;

    PendingUpload(NewObject object) {
        this.object = object;
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
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
        if (gone == null) { // else nobody will ever see these bytes
            inFlight = PartInFlight.start(started, number, buffer, filled);
            number++;
            var sent = buffer;
            buffer = spare;
            spare = sent;
        }
        filled = 0;
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
        try {
            return upload == null ? object.put(buffer, filled, precondition) : complete(upload, precondition);
        } finally {
            close();
        }
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
    public void close() {
        if (ended) {
            return;
        }
        ended = true;
        buffer = new byte[0];
        spare = buffer;
        if (inFlight != null) {
            inFlight.stop();
        }
        if (upload != null) {
            upload.abort();
        }
    }
}
