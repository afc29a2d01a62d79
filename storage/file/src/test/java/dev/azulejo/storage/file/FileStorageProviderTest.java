package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.StorageProvider;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileStorageProviderTest {
    @TempDir
    Path root;

    @Test
    void isFoundByItsScheme() {
        var provider = ServiceLoader.load(StorageProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(found -> found.scheme().equals("file"))
                .findFirst()
                .orElseThrow();
        try (var pending = provider.open(root.resolve("año 1").toUri()).write("a", Map.of())) {
            pending.commit();
        }
        assertThat(root.resolve("año 1/a")).exists();
    }

    @Test
    void keepsItsOwnFilesAsideWhenToldTo(@TempDir Path side) {
        try (var pending = new FileStorageProvider(side).open(root.toUri()).write("a", Map.of("job", "1"))) {
            pending.commit();
        }
        assertThat(root).isDirectoryNotContaining("glob:**.azulejo");
        assertThat(side).isNotEmptyDirectory();
    }
}
