package dev.azulejo.storage.file;

import static java.nio.file.attribute.PosixFilePermissions.fromString;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Who may use an object, and the bytes on their way to it.
@DisabledOnOs(OS.WINDOWS)
class AccessTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource({"rw-------", "rw-r-----", "rw-rw----", "r--r-----", "r-xr-xr-x", "rw----r--", "rw-r--r--", "rwxrwxrwx"})
    void anObjectIsNoMoreReadableThanTheOneItIsNarrowedTo(String permissions) throws IOException {
        var source = Files.writeString(root.resolve("source"), "pixels");
        Files.setPosixFilePermissions(source, fromString(permissions));
        var storage = new FileStorage(root);
        var narrowed = storage.narrowedTo(storage.access("source").orElseThrow());
        try (var pending = narrowed.write("made/result", Map.of("job", "1"))) {
            pending.write(1);
            assertThat(others(partial(root.resolve("made")))).isSubsetOf(fromString(permissions));
            pending.commit();
        }
        var result = root.resolve("made/result");
        assertThat(others(result)).isSubsetOf(fromString(permissions));
        // Nor less readable than it must be, but for the umask.
        storage.put("umask", new byte[1]);
        var usual = PosixFilePermissions.toString(Files.getPosixFilePermissions(root.resolve("umask")));
        if (usual.equals("rw-r--r--") && permissions.equals("rw-r--r--")) {
            assertThat(Files.getPosixFilePermissions(result)).isEqualTo(fromString("rw-r--r--"));
        }
    }

    @Test
    void anotherGroupIsAmongTheOthers() {
        var access = new Access(fromString("rw-r-----"), "team");
        assertThat(access.permissions("team")).isEqualTo(fromString("rw-r-----"));
        assertThat(access.permissions("users")).isEqualTo(fromString("rw-------"));
        assertThat(new Access(fromString("rw----r--"), "team").permissions("users"))
                .isEqualTo(fromString("rw-------"));
        assertThat(new Access(fromString("rw-r--r--"), "team").permissions("users"))
                .isEqualTo(fromString("rw-r--r--"));
        assertThat(Access.OWNER.permissions("users")).isEqualTo(fromString("rw-------"));
    }

    @Test
    void composedAndOverwrittenObjectsToo() throws IOException {
        var storage = new FileStorage(root);
        storage.put("part", new byte[1]);
        storage.put("result", new byte[1]);
        var part = new dev.azulejo.storage.JobStorage.Part("part", 0, 1);
        storage.compose(
                List.of(part),
                storage.narrowedTo(Access.OWNER),
                "result",
                Map.of(),
                dev.azulejo.storage.Precondition.NONE);
        assertThat(others(root.resolve("result"))).isEmpty();
    }

    @Test
    void saysNothingOfAnObjectThatIsNotThere() {
        assertThat(new FileStorage(root).access("not/there")).isEmpty();
    }

    private static java.util.Set<java.nio.file.attribute.PosixFilePermission> others(Path file) throws IOException {
        var permissions = Files.getPosixFilePermissions(file);
        permissions.removeAll(fromString("rwx------"));
        return permissions;
    }

    private static Path partial(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".partial"))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
