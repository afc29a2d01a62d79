package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.s3.S3Storage;
import dev.azulejo.storage.testkit.JobStorageContract;
import dev.azulejo.storage.testkit.ResumableContract;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import software.amazon.awssdk.services.s3.S3Client;

/// Buckets of the server that a subclass names keep the contract, and no upload stays behind in them.
abstract class BucketContract extends JobStorageContract implements ResumableContract {
    private final List<String> made = new ArrayList<>();
    private Buckets buckets;

    abstract String bucket(Buckets buckets);

    @BeforeEach
    void connect(S3Client client) {
        buckets = new Buckets(client);
    }

    @Override
    public S3Storage emptyStorage() {
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
