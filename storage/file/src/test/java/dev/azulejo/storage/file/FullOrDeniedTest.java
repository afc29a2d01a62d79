package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.StorageDenied;
import dev.azulejo.storage.StorageFailure;
import dev.azulejo.storage.StorageFull;
import dev.azulejo.storage.StorageUnavailable;
import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What the disk refuses, and the failure that it becomes.
class FullOrDeniedTest {
    @TempDir
    Path root;

    /// The limit on a file's size, which any process may lower for itself, takes the place of a full disk.
    @Test
    @EnabledOnOs({OS.LINUX, OS.MAC})
    void aWriteBeyondTheLimitIsStorageFullAndLeavesNothing() throws Exception {
        var limited = List.of("bash", "-c", "ulimit -f 4096; exec \"$0\" \"$@\""); // KiB
        assertThat(StorageProcess.outputOf(StorageProcess.start(limited, root, "fill")))
                .startsWith("StorageFull could not write deep/large")
                .endsWith("0(exit 0)");
        assertThat(root).isEmptyDirectory();
    }

    /// A real full disk of 1 MB, where a user may mount one in a name space of his own; else this shows as skipped.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFullDiskIsStorageFullAndLeavesNothing() throws Exception {
        assumeThat(mount("true").start().waitFor()).as("may mount a tmpfs").isZero();
        var inside = mount("exec \"$0\" \"$@\"").command();
        assertThat(StorageProcess.outputOf(StorageProcess.start(inside, root, "fill")))
                .contains("StorageFull could not write deep/large", "No space left on device")
                .endsWith("0(exit 0)");
    }

    private ProcessBuilder mount(String then) {
        var script = "mount -t tmpfs -o size=1m tmpfs '%s' && %s".formatted(root, then);
        return new ProcessBuilder("unshare", "--user", "--map-root-user", "--mount", "bash", "-c", script);
    }

    /// A place where nobody may write, not even root.
    @Test
    @EnabledOnOs(OS.LINUX)
    void aFolderWhereWeMayNotWriteIsStorageDenied() {
        var kernel = new FileStorage(Path.of("/sys/kernel"), root, Durability.PROCESS_DEATH);
        assertThatExceptionOfType(StorageDenied.class)
                .isThrownBy(() -> kernel.write("photo.jpg", Map.of()))
                .withMessageContaining("photo.jpg");
        assertThatExceptionOfType(StorageDenied.class).isThrownBy(() -> kernel.put("new/photo.jpg", new byte[1]));
    }

    static List<Arguments> failures() {
        return List.of(
                Arguments.of(new NoSuchFileException("a"), NoSuchObject.class),
                Arguments.of(new AccessDeniedException("a"), StorageDenied.class),
                Arguments.of(new FileSystemException("a", null, "Read-only file system"), StorageDenied.class),
                Arguments.of(new FileSystemException("a", null, "Operation not permitted"), StorageDenied.class),
                Arguments.of(new IOException("No space left on device"), StorageFull.class),
                Arguments.of(new IOException("Disk quota exceeded"), StorageFull.class),
                Arguments.of(new FileSystemException("a", null, "File name too long"), InvalidKey.class),
                Arguments.of(new ClosedByInterruptException(), StorageUnavailable.class),
                Arguments.of(new IOException("Input/output error"), StorageUnavailable.class));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void tellsWhatToDoNext(IOException cause, Class<? extends StorageFailure> expected) {
        var failure = FileFailures.of("read photo.jpg", cause);
        assertThat(failure).isExactlyInstanceOf(expected).hasCause(cause).hasMessageContaining("read photo.jpg");
    }

    @Test
    void aPartialFileThatSomebodyRemovesIsNoMissingObject() throws IOException {
        try (var pending = new FileStorage(root).write("a/b", Map.of())) {
            try (var files = Files.newDirectoryStream(root.resolve("a"))) {
                for (var file : files) {
                    Files.delete(file);
                }
            }
            assertThatExceptionOfType(StorageUnavailable.class).isThrownBy(pending::commit);
        }
    }
}
