package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// An object's bytes as they come. One answer is one object: it does not change when another replaces it. What the
/// wire does not give is a [dev.azulejo.storage.StorageFailure]; a connection that ends early never looks like an end.
final class DownloadStream extends InputStream {
    /// Up to here it is cheaper to read the rest than to open another connection.
    private static final long MAX_DRAINED_BYTES = 64 * 1024;

    private static final long UNKNOWN = -1;

    private final String name;
    private final ResponseInputStream<GetObjectResponse> bytes;
    private final long total;
    private long passed;
    private boolean closed;

    DownloadStream(String name, ResponseInputStream<GetObjectResponse> bytes) {
        this.name = name;
        this.bytes = bytes;
        var length = bytes.response().contentLength();
        this.total = length == null ? UNKNOWN : length;
    }

    String etag() {
        return bytes.response().eTag();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (closed) {
            throw new IOException("the stream of %s is closed".formatted(name));
        }
        try {
            int count = bytes.read(target, offset, length);
            if (count < 0 && passed < total && length > 0) {
                throw new StorageUnavailable("%s ended at byte %d of %d".formatted(name, passed, total), null);
            }
            passed += Math.max(count, 0);
            return count;
        } catch (IOException e) {
            throw new StorageUnavailable(
                    "could not read %s on from byte %d of %d: %s".formatted(name, passed, total, e), e);
        } catch (SdkException e) {
            throw S3Failures.of("read %s on from byte %d of %d".formatted(name, passed, total), e);
        }
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (total == UNKNOWN || total - passed > MAX_DRAINED_BYTES) {
            bytes.abort(); // a close would read all that is left
            return;
        }
        try {
            bytes.close();
        } catch (IOException | SdkException _) {
            bytes.abort(); // the caller has what was asked for
        }
    }
}
