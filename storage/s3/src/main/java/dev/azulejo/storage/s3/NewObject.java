package dev.azulejo.storage.s3;

import dev.azulejo.storage.Precondition;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;

/// The facts about an object before its bytes: its place and its headers.
///
/// @param headers its metadata, with the number of this write
record NewObject(Bucket bucket, String key, Map<String, String> headers, Commitment commitment) {

    /// @throws dev.azulejo.storage.InvalidKey when the key may not be one
    /// @throws IllegalArgumentException when the metadata may not be that
    static NewObject of(Bucket bucket, String key, Map<String, String> metadata) {
        return of(bucket, key, metadata, UUID.randomUUID().toString());
    }

    /// Makes the record of an object that is being written already.
    static NewObject of(Bucket bucket, String key, Map<String, String> metadata, String writeId) {
        bucket.full(key);
        return new NewObject(bucket, key, MetadataHeaders.of(metadata, writeId), new Commitment(bucket, key, writeId));
    }

    String fullKey() {
        return bucket.full(key);
    }

    /// Makes the object appear by one request.
    ///
    /// @return whether `precondition` held
    boolean put(byte[] bytes, int length, Precondition precondition) {
        var doing = "write %d bytes to %s".formatted(length, bucket.at(key));
        return S3Failures.typed(
                doing,
                () -> commitment.make(
                        precondition,
                        () -> bucket.client()
                                .putObject(
                                        request -> request.bucket(bucket.name())
                                                .key(fullKey())
                                                .contentType(contentType())
                                                .metadata(headers)
                                                .ifNoneMatch(Commitment.ifNoneMatch(precondition))
                                                .ifMatch(Commitment.ifMatch(precondition)),
                                        body(bytes, length))
                                .eTag()));
    }

    /// Makes a request body without copying the bytes, which the SDK can send again.
    static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    String contentType() {
        return bucket.mediaTypes().apply(key);
    }
}
