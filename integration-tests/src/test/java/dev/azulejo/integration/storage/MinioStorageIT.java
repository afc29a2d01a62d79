package dev.azulejo.integration.storage;

import dev.azulejo.integration.minio.OnMinio;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;

/// The contract on a second S3, with checksums on.
@OnMinio
@Tag("slow")
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
