package dev.azulejo.gateway;

import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.Part;

/// Multipart uploads whose parts callers send. S3 knows which parts have come, so callers need not report
/// them. Thread-safe.
final class PartUploads {
    private final S3Client client;

    PartUploads(S3Client client) {
        this.client = client;
    }

    /// @return the id of the upload
    String begin(String bucket, String key) {
        return client.createMultipartUpload(create -> create.bucket(bucket).key(key))
                .uploadId();
    }

    /// Joins the parts if they have `bytes` bytes together. An object that was made meanwhile is as good.
    void join(String bucket, String key, String upload, long bytes) {
        try {
            var parts =
                    client
                            .listPartsPaginator(
                                    list -> list.bucket(bucket).key(key).uploadId(upload))
                            .parts()
                            .stream()
                            .toList();
            if (parts.stream().mapToLong(Part::size).sum() == bytes) {
                complete(bucket, key, upload, parts);
            }
        } catch (NoSuchUploadException e) {
            // It was joined, or is too old; a look for the object tells.
        }
    }

    private void complete(String bucket, String key, String upload, List<Part> parts) {
        var completed = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.partNumber())
                        .eTag(part.eTag())
                        .build())
                .toList();
        client.completeMultipartUpload(complete ->
                complete.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(completed)));
    }

    /// Drops the parts that have come, as they will not be joined.
    void abandon(String bucket, String key, String upload) {
        try {
            client.abortMultipartUpload(abort -> abort.bucket(bucket).key(key).uploadId(upload));
        } catch (NoSuchUploadException e) {
            // They were joined, or dropped before.
        }
    }
}
