package dev.azulejo.integration.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.localstack.AwsClients;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What an upload holds in this process, on the server of a subclass, which is to be alone: it would see the memory of
/// others.
abstract class MemoryOfUploads {
    @Test
    void aStreamOfAnyLengthNeedsTheMemoryOfTwoParts(AwsClients clients) throws IOException {
        var buckets = new Buckets(clients.s3());
        var bucket = buckets.versioned();
        var storage = buckets.storage(bucket);
        var block = new byte[1 << 20];
        long before = usedBytes();
        long most = 0;
        try (var pending = storage.write("a", Map.of())) {
            for (int mebibyte = 1; mebibyte <= 300; mebibyte++) {
                pending.write(block);
                if (mebibyte % 20 == 0) {
                    most = Math.max(most, usedBytes() - before);
                }
            }
            pending.commit();
        }
        assertThat(most).isBetween(8L << 20, 40L << 20);
        assertThat(storage.stat("a").orElseThrow().bytes()).isEqualTo(300 << 20);
        assertThat(buckets.uploads(bucket)).isEmpty();
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
