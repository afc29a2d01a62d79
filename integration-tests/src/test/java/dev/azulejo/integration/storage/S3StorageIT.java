package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;

/// [dev.azulejo.storage.s3.S3Storage] keeps the contract, and leaves no upload behind, whatever ends badly.
class S3StorageIT {

    @Nested
    class Versioned extends InABucket {
        @Override
        String bucket() {
            return Buckets.versioned();
        }
    }

    @Nested
    class Unversioned extends InABucket {
        @Override
        String bucket() {
            return Buckets.unversioned();
        }
    }

    abstract static class InABucket extends JobStorageContract {
        private final List<String> buckets = new ArrayList<>();

        abstract String bucket();

        @Override
        public JobStorage emptyStorage() {
            var bucket = bucket();
            buckets.add(bucket);
            return Buckets.storage(bucket);
        }

        @AfterEach
        void leavesNoUploadBehind() {
            assertThat(buckets)
                    .allSatisfy(bucket -> assertThat(Buckets.uploads(bucket)).isEmpty());
        }
    }
}
