package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/// [dev.azulejo.storage.s3.S3Storage] keeps the contract, and leaves no upload behind.
@OnLocalStack
class S3StorageIT {

    @Nested
    class Versioned extends InABucket {
        @Override
        String bucket(Buckets buckets) {
            return buckets.versioned();
        }

        @Test
        void knowsAnOlderVersionByItsOwnMetadata() throws IOException {
            var storage = emptyStorage();
            put(storage, "one", Map.of("name", "first"));
            var first = storage.version("a");
            put(storage, "another", Map.of("name", "second"));
            assertThat(storage.statVersion("a", first)).get().satisfies(stat -> {
                assertThat(stat.bytes()).isEqualTo(3);
                assertThat(stat.metadata()).isEqualTo(Map.of("name", "first"));
            });
            assertThat(storage.statVersion("a", "not an id of a version")).isEmpty();
        }

        private static void put(JobStorage storage, String text, Map<String, String> metadata) throws IOException {
            try (var object = storage.write("a", metadata)) {
                object.write(text.getBytes(StandardCharsets.UTF_8));
                object.commit();
            }
        }
    }

    @Nested
    class Unversioned extends InABucket {
        @Override
        String bucket(Buckets buckets) {
            return buckets.unversioned();
        }

        @Override
        @Test
        @Disabled("where it keeps no versions, LocalStack cuts off who reads what is replaced; S3 does not")
        public void readersAmongWritersAndDeletersSeeWholeObjectsOrNone() {}
    }

    abstract static class InABucket extends JobStorageContract {
        private final List<String> made = new ArrayList<>();
        private Buckets buckets;

        abstract String bucket(Buckets buckets);

        @BeforeEach
        void connect(AwsClients clients) {
            buckets = new Buckets(clients.s3());
        }

        @Override
        public JobStorage emptyStorage() {
            var bucket = bucket(buckets);
            made.add(bucket);
            return buckets.storage(bucket);
        }

        @AfterEach
        void leavesNoUploadBehind() {
            assertThat(made)
                    .allSatisfy(bucket -> assertThat(buckets.uploads(bucket)).isEmpty());
        }
    }
}
