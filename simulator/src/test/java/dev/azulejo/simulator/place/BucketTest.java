package dev.azulejo.simulator.place;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.JobStorage;
import dev.azulejo.storage.testkit.JobStorageContract;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BucketTest extends JobStorageContract {
    @Override
    public JobStorage emptyStorage() {
        return Shelf.bucket(Instant::now);
    }

    @Test
    void olderVersionsStayAlsoWhenTheObjectIsDeleted() {
        var bucket = Shelf.bucket(() -> Instant.EPOCH);
        bucket.put("a", new byte[] {1});
        var first = bucket.version("a");
        bucket.put("a", new byte[] {2});
        bucket.delete("a");
        assertThat(bucket.exists("a")).isFalse();
        assertThat(bucket.readVersion("a", first)).hasBinaryContent(new byte[] {1});
        assertThat(bucket.statVersion("a", first).orElseThrow().modified()).isEqualTo(Instant.EPOCH);
    }
}
