package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.StorageRouter;
import dev.azulejo.storage.StorageSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageProviderTest {
    @TempDir
    Path root;

    @Test
    void isFoundByItsScheme() {
        var router = new StorageRouter(StorageSettings.of(key -> key));
        try (var pending = router.storage(root.resolve("año 1").toUri()).write("a", Map.of())) {
            pending.commit();
        }
        assertThat(root.resolve("año 1/a")).exists();
    }

    @Test
    void keepsItsOwnFilesAsideWhenToldTo(@TempDir Path side) {
        try (var pending = new FileStorageProvider()
                .open(root.toUri(), new StorageSettings(key -> key, Optional.of(side), true))
                .write("a", Map.of("job", "1"))) {
            pending.commit();
        }
        assertThat(root).isDirectoryNotContaining("glob:**.azulejo");
        assertThat(side).isNotEmptyDirectory();
    }
}
