package dev.azulejo.storage.s3;

import dev.azulejo.storage.Precondition;
import java.io.ByteArrayInputStream;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.core.sync.RequestBody;

/// What is known of an object before its bytes: where it will lie and what will be said of it.
///
/// @param headers its metadata, with the number of this write
record NewObject(Bucket bucket, String key, Map<String, String> headers, Commitment commitment) {

    /// @throws dev.azulejo.storage.InvalidKey when the key may not be one
    /// @throws IllegalArgumentException when the metadata may not be that
    static NewObject of(Bucket bucket, String key, Map<String, String> metadata) {
        return of(bucket, key, metadata, UUID.randomUUID().toString());
    }

    /// One that is being written already.
    static NewObject of(Bucket bucket, String key, Map<String, String> metadata, String writeId) {
        bucket.full(key);
        return new NewObject(bucket, key, MetadataHeaders.of(metadata, writeId), new Commitment(bucket, key, writeId));
    }

    String fullKey() {
        return bucket.full(key);
    }

    /// Makes it appear by one request.
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
                                        body(bytes, length))));
    }

    /// Without a copy, and to be sent again by the SDK.
    static RequestBody body(byte[] bytes, int length) {
        return RequestBody.fromContentProvider(
                () -> new ByteArrayInputStream(bytes, 0, length), length, "application/octet-stream");
    }

    String contentType() {
        return bucket.mediaTypes().apply(key);
    }
}
