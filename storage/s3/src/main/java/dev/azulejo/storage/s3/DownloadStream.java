package dev.azulejo.storage.s3;

import dev.azulejo.storage.StorageFailure;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/// The bytes of one answer as they come.
final class DownloadStream extends FilterInputStream {
    /// The most bytes that are cheaper to read to the end than to open another connection.
    private static final long MAX_DRAINED_BYTES = 64 * 1024;

    private final String name;
    private final ResponseInputStream<GetObjectResponse> bytes;
    private long passed;
    private boolean isClosed;

    DownloadStream(String name, ResponseInputStream<GetObjectResponse> bytes) {
        super(bytes);
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    /// @throws StorageFailure when the SDK says that no other answer helps: interrupted, or with another
    ///     checksum
    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        try {
            int count = bytes.read(target, offset, length);
            passed += Math.max(count, 0);
            return count;
        } catch (SdkException e) {
            throw S3Failures.of("read %s on from byte %d of an answer".formatted(name, passed), e);
        }
    }

    @Override
    public void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        var total = bytes.response().contentLength();
        if (total == null || total - passed > MAX_DRAINED_BYTES) {
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
