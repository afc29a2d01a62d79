package dev.azulejo.storage.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.testkit.wire.ByteStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// In memory or in files, bytes are bytes.
class ByteStoreTest {
    @TempDir
    private Path folder;

    private Stream<ByteStore> stores() {
        return Stream.of(ByteStore.inMemory(), ByteStore.in(folder));
    }

    private static byte[] bytes(int count) {
        var bytes = new byte[count];
        new Random(count).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsKeptIsGivenBack() throws Exception {
        var bytes = bytes(100_000);
        var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
        stores().forEach(store -> {
            var given = bytes.clone();
            var kept = store.keep(given);
            given[0]++;
            assertThat(kept.size()).isEqualTo(100_000);
            assertThat(kept.all()).isEqualTo(bytes);
            assertThat(kept.digest("SHA-256")).isEqualTo(digest);
            assertThat(kept.part(5, 70_005).part(10, 20).all()).isEqualTo(Arrays.copyOfRange(bytes, 15, 25));
            assertThat(kept.part(100_000, 100_000).all()).isEmpty();
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> kept.part(1, 100_001));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> kept.part(5, 10).part(0, 6));
        });
    }

    @Test
    void anUploadGrowsAndWhatItWasStaysThat() {
        stores().forEach(store -> {
            var upload = store.begin();
            assertThat(upload.soFar().all()).isEmpty();
            upload.append(bytes(10), 2, 3);
            var before = upload.soFar();
            upload.append(bytes(20), 0, 20);
            assertThat(upload.size()).isEqualTo(23);
            assertThat(before.all()).isEqualTo(Arrays.copyOfRange(bytes(10), 2, 5));
            assertThat(upload.soFar().part(3, 23).all()).isEqualTo(bytes(20));
        });
    }

    @Test
    void whatLiesInAFolderIsNotInMemory() throws Exception {
        ByteStore.in(folder).keep(bytes(1000));
        try (var files = Files.list(folder)) {
            assertThat(files).singleElement().satisfies(file -> assertThat(file).hasBinaryContent(bytes(1000)));
        }
    }
}
