package dev.azulejo.storage.drives;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.testkit.MemoryStorage;
import dev.azulejo.storage.testkit.ResumableContract;
import dev.azulejo.storage.testkit.StorageContract;
import dev.azulejo.storage.web.Spool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// A drive that must know the length of each upload.
class SpooledDriveStorageTest extends StorageContract implements ResumableContract {
    @Override
    public DriveStorage emptyStorage() {
        return new DriveStorage(new MemoryDrive(true, 1000), new MemoryStorage(), "memory");
    }

    @Override
    public boolean leavesFolders() {
        return true;
    }

    @Override
    public int largeBytes() {
        return 200_001;
    }

    /// A writer that is killed has nobody who removes what waits.
    @Test
    void nothingThatAKilledWriterWouldLeaveHasAName() throws IOException {
        var storage = emptyStorage();
        var before = waiting();
        try (var pending = storage.write("a", Map.of())) {
            pending.write(new byte[5000]);
            assertThat(waiting()).isEqualTo(before);
            pending.commit();
        }
        assertThat(storage.readAll("a")).isEqualTo(new byte[5000]);
    }

    private static Set<Path> waiting() throws IOException {
        var names = new HashSet<Path>();
        var temporary = Path.of(System.getProperty("java.io.tmpdir"));
        try (var files = Files.newDirectoryStream(temporary, Spool.PREFIX + "*")) {
            files.forEach(names::add);
        }
        return names;
    }
}
