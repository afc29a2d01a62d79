package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.JobStorage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What a bucket that keeps versions does beside what every bucket does.
abstract class VersionedBucketContract extends BucketContract {
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
