package dev.azulejo.integration.storage;

import dev.azulejo.integration.minio.OnMinio;
import org.junit.jupiter.api.Nested;

/// The contract on a second S3, with checksums on.
@OnMinio
class MinioStorageIT {

    @Nested
    class Versioned extends VersionedBucketContract {}

    @Nested
    class Unversioned extends BucketContract {
        @Override
        String bucket(Buckets buckets) {
            return buckets.unversioned();
        }
    }
}
