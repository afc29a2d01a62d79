package dev.azulejo.imaging.bytes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Tests the removal of abandoned copies of users' files.
class TemporaryFilesTest {
    @TempDir
    Path folder;

    @Test
    void whatAKilledProcessHasLeftGoesAndNothingElse() throws Exception {
        var dead = new ProcessBuilder("true").start();
        dead.waitFor();
        var left = Files.createFile(folder.resolve("azulejo-%d-1.source".formatted(dead.pid())));
        var ours = Files.createFile(folder.resolve(
                "azulejo-%d-1.source".formatted(ProcessHandle.current().pid())));
        var foreign = Files.createFile(folder.resolve("azulejo-mine.source"));
        TemporaryFiles.sweep(folder, Instant.now());
        assertThat(left).as("it may be of a process that we cannot see").exists();
        TemporaryFiles.sweep(folder, Instant.now().plus(Duration.ofHours(2)));
        assertThat(left).doesNotExist();
        assertThat(ours).exists();
        assertThat(foreign).exists();
    }

    @Test
    void oneIsForItsOwnerAlone() throws IOException {
        var made = TemporaryFiles.make();
        assertThat(Files.getPosixFilePermissions(made)).hasSize(2);
        TemporaryFiles.delete(made);
        assertThat(made).doesNotExist();
    }
}
