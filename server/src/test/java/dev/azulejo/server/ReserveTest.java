package dev.azulejo.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.storage.StorageFull;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReserveTest {
    @TempDir
    private Path folder;

    @Test
    void whatFindsNoRoomIsDoneWithThatOfTheReserve() throws IOException {
        var reserve = new Reserve(folder);
        var file = folder.resolve("reserve");
        assertThat(Files.size(file)).isEqualTo(Reserve.BYTES);
        var tries = new AtomicInteger();
        reserve.whileRemoving(() -> {
            tries.incrementAndGet();
            if (Files.exists(file)) {
                throw new StorageFull("no room", null);
            }
        });
        assertThat(tries).hasValue(2);
        assertThat(Files.size(file)).as("kept again").isEqualTo(Reserve.BYTES);
    }

    @Test
    void whereThatIsNotEnoughItIsSaid() {
        var reserve = new Reserve(folder);
        assertThatThrownBy(() -> reserve.whileRemoving(() -> {
                    throw new StorageFull("no room", null);
                }))
                .isInstanceOf(StorageFull.class);
        assertThat(folder.resolve("reserve")).exists();
    }
}
