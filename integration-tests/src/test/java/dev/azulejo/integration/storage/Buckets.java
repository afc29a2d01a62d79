package dev.azulejo.integration.storage;

import dev.azulejo.storage.s3.S3Storage;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.MultipartUpload;

/// Fresh buckets on LocalStack. Nothing removes them: they go with the server.
final class Buckets {
    static final S3Client CLIENT = S3Client.builder()
            .endpointOverride(endpoint())
            .region(Region.US_EAST_1)
            .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("test", "test")))
            .forcePathStyle(true)
            .build();

    private Buckets() {}

    static URI endpoint() {
        return URI.create(System.getenv("AWS_ENDPOINT_URL"));
    }

    static String versioned() {
        var bucket = unversioned();
        CLIENT.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        return bucket;
    }

    static String unversioned() {
        var bucket = "test-" + UUID.randomUUID();
        CLIENT.createBucket(request -> request.bucket(bucket));
        return bucket;
    }

    static S3Storage storage(String bucket) {
        return new S3Storage(CLIENT, bucket, "");
    }

    /// Those that nobody has ended.
    static List<MultipartUpload> uploads(String bucket) {
        return CLIENT.listMultipartUploads(request -> request.bucket(bucket)).uploads();
    }
}
