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
        long before = settledBytes();
        long most = 0;
        try (var pending = storage.write("a", Map.of())) {
            for (int mebibyte = 1; mebibyte <= 300; mebibyte++) {
                pending.write(block);
                if (mebibyte % 20 == 0) {
                    most = Math.max(most, usedBytes());
                }
            }
            pending.commit();
        }
        long least = Math.min(before, settledBytes());
        assertThat(most - least).isBetween(8L << 20, 40L << 20);
        assertThat(storage.stat("a").orElseThrow().bytes()).isEqualTo(300 << 20);
        assertThat(buckets.uploads(bucket)).isEmpty();
    }

    /// What earlier classes left goes in more than one collection: what they had open is cleaned after the first.
    private static long settledBytes() {
        long least = usedBytes();
        for (long next = usedBytes(); next < least; next = usedBytes()) {
            least = next;
        }
        return least;
    }

    private static long usedBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
