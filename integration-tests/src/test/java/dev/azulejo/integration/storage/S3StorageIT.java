package dev.azulejo.integration.storage;

import dev.azulejo.integration.localstack.OnLocalStack;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// [dev.azulejo.storage.s3.S3Storage] keeps the contract, and leaves no upload behind.
@OnLocalStack
@Tag("slow")
class S3StorageIT {

    @Nested
    class Versioned extends VersionedBucketContract {}

    @Nested
    class Unversioned extends BucketContract {
        @Override
        String bucket(Buckets buckets) {
            return buckets.unversioned();
        }

        @Override
        @Test
        @Disabled("where it keeps no versions, LocalStack cuts off who reads what is replaced; S3 does not")
        public void readersAmongWritersAndDeletersSeeWholeObjectsOrNone() {}
    }
}
