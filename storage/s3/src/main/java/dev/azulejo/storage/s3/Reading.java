package dev.azulejo.storage.s3;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.JobStorage.Part;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;

/// Reads objects: whole, a range, or a version.
final class Reading {
    private final Bucket bucket;

    Reading(Bucket bucket) {
        this.bucket = bucket;
    }

    /// The key with its bucket, for messages.
    String at(String key) {
        return bucket.at(key);
    }

    InputStream whole(String key) {
        return Download.of(this, key, null, 0, first(key));
    }

    private ResponseInputStream<GetObjectResponse> first(String key) {
        return S3Failures.typed("read " + bucket.at(key), () -> get(key, _ -> {}));
    }

    /// @throws NoSuchObject when it is not there; S3 says so in one of three ways
    InputStream version(String key, String versionId) {
        try {
            return Download.of(this, key, versionId, 0, get(key, request -> request.versionId(versionId)));
        } catch (S3Exception e) {
            boolean isNoVersion = e.statusCode() == 400 || e.statusCode() == 405; // no id at all, or of a delete marker
            throw isNoVersion
                    ? new NoSuchObject("%s has no version %s".formatted(bucket.at(key), versionId), e)
                    : S3Failures.of("read version %s of %s".formatted(versionId, bucket.at(key)), e);
        } catch (SdkException e) {
            throw S3Failures.of("read version %s of %s".formatted(versionId, bucket.at(key)), e);
        }
    }

    /// Opens the bytes that have this hash. They are read twice, as none may be returned before it is
    /// known.
    InputStream contentVersion(String key, String version) {
        while (true) {
            var hashed = first(key);
            var etag = hashed.response().eTag();
            ContentVersion.require(bucket.at(key), version, hash(Download.of(this, key, null, 0, hashed)));
            try {
                return Download.of(this, key, null, 0, get(key, request -> request.ifMatch(etag)));
            } catch (S3Exception e) {
                if (e.statusCode() != S3Failures.PRECONDITION_FAILED) {
                    throw S3Failures.of("read " + bucket.at(key), e);
                } // else replaced in between: hash what lies there now
            } catch (SdkException e) {
                throw S3Failures.of("read " + bucket.at(key), e);
            }
        }
    }

    /// The hash of the present bytes, which is their version in a bucket without versions.
    String contentVersion(String key) {
        return hash(whole(key));
    }

    private static String hash(InputStream bytes) {
        try (bytes) {
            return ContentVersion.of(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    byte[] range(String key, long offset, int length) {
        Objects.checkFromIndexSize(offset, length, Long.MAX_VALUE);
        var range = new Part(key, offset, length);
        var bytes = new byte[length];
        if (length == 0) {
            requireRange(range);
        } else {
            range(range, null, bytes, 0);
        }
        return bytes;
    }

    /// Checks that the object has the range, without reading it.
    private void requireRange(Part range) {
        var found = bucket.head(range.key())
                .orElseThrow(() -> new NoSuchObject("no object " + bucket.at(range.key()), null));
        Objects.checkFromIndexSize(range.offset(), range.length(), found.contentLength());
    }

    /// Reads a range that is not empty to `start` in `target`.
    ///
    /// @param etag that the object must have, or null
    void range(Part range, @Nullable String etag, byte[] target, int start) {
        try (var stream = range(range, etag)) {
            stream.readNBytes(target, start, (int) range.length());
        } catch (IOException e) {
            throw new StorageUnavailable("could not read %s: %s".formatted(bucket.at(range.key()), e), e);
        }
    }

    /// Opens the bytes of a range that is not empty.
    ///
    /// @param etag that the object must have, or null
    InputStream range(Part range, @Nullable String etag) {
        return Download.of(this, range.key(), null, range.offset(), answer(range, null, etag));
    }

    /// Requests exactly the bytes of a range.
    ///
    /// @param version of the object; the current one if null
    ResponseInputStream<GetObjectResponse> answer(Part range, @Nullable String version, @Nullable String etag) {
        Objects.checkFromIndexSize(range.offset(), range.length(), Long.MAX_VALUE);
        var header = "bytes=%d-%d".formatted(range.offset(), range.offset() + range.length() - 1);
        var doing = "read %d bytes at %d of %s".formatted(range.length(), range.offset(), bucket.at(range.key()));
        try {
            var bytes = get(
                    range.key(),
                    request -> request.range(header).versionId(version).ifMatch(etag));
            requireWhole(bytes, doing, range);
            return bytes;
        } catch (S3Exception e) {
            throw switch (e.statusCode()) {
                case S3Failures.RANGE_NOT_SATISFIABLE -> outside("could not %s: it ends before".formatted(doing), e);
                case S3Failures.PRECONDITION_FAILED ->
                    new StorageUnavailable("could not %s: it was replaced meanwhile".formatted(doing), e);
                default -> S3Failures.of(doing, e);
            };
        } catch (SdkException e) {
            throw S3Failures.of(doing, e);
        }
    }

    private static void requireWhole(ResponseInputStream<GetObjectResponse> bytes, String doing, Part range) {
        var given = bytes.response().contentRange();
        if (given == null || !given.startsWith("bytes %d-".formatted(range.offset()))) {
            bytes.abort();
            throw new StorageUnavailable("could not %s: the server gave %s".formatted(doing, given), null);
        }
        if (!Objects.equals(bytes.response().contentLength(), range.length())) {
            bytes.abort();
            throw outside("could not %s: there are %s".formatted(doing, given), null);
        }
    }

    private static RuntimeException outside(String message, @Nullable Throwable cause) {
        var outside = new IndexOutOfBoundsException(message);
        outside.initCause(cause);
        return outside;
    }

    private ResponseInputStream<GetObjectResponse> get(String key, Consumer<GetObjectRequest.Builder> more) {
        var full = bucket.full(key);
        return bucket.client()
                .getObject(request -> request.bucket(bucket.name()).key(full).applyMutation(more));
    }
}
