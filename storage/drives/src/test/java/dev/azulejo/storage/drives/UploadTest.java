package dev.azulejo.storage.drives;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.azulejo.storage.StorageUnavailable;
import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.Test;

/// Bytes for a service that keeps fewer of them than it gets.
class UploadTest {
    private static final byte[] BYTES = {1, 2, 3, 4, 5, 6, 7};

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();

    private void send(int keptOfEach) {
        Upload.send("a to somebody", BYTES, kept::size, rest -> {
            kept.write(rest, 0, Math.min(keptOfEach, rest.length));
            return kept.size() < BYTES.length;
        });
    }

    @Test
    void whatIsLeftIsSentUntilTheOffsetIsTheEnd() {
        send(3);
        assertThat(kept.toByteArray()).isEqualTo(BYTES);
    }

    @Test
    void butNotForEverWhereNothingIsKept() {
        assertThatExceptionOfType(StorageUnavailable.class)
                .isThrownBy(() -> send(0))
                .withMessageContaining("a to somebody stands at byte 0");
    }
}
