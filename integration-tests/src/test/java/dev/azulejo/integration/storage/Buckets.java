package dev.azulejo.integration.storage;

import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.storage.s3.S3Storage;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Makes fresh buckets. Nothing removes them: they go with the server.
record Buckets(S3Client client) {

    String versioned() {
        var bucket = unversioned();
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    String unversioned() {
        var bucket = "test-" + UUID.randomUUID();
        client.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    S3Storage storage(String bucket) {
        return new S3Storage(client, bucket, "", MediaTypes::of);
    }

    /// Those that nobody has ended.
    List<MultipartUpload> uploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }
}
