package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.ObjectStat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is left by a writer that is killed at any moment (`kill -9`).
@Tag("slow")
class KilledProcessTest {
    private static final int ROUNDS = 5;

    @TempDir
    Path root;

    @Test
    void leavesWholeObjectsWithTheirMetadataAndNoPartialFiles() throws Exception {
        var random = new Random(5);
        int partialsFound = 0;
        int objectsFound = 0;
        for (int round = 0; round < ROUNDS; round++) {
            writeAndBeKilled(round, random.nextInt(200));
            partialsFound += partials().size();
            var storage = new FileStorage(root);
            try (var stats = storage.list("")) {
                for (var stat : stats.toList()) {
                    assertWhole(storage, stat);
                    objectsFound++;
                }
            }
            assertThat(partials()).isEmpty();
        }
        assertThat(partialsFound)
                .as("what killed writers left, or this has tested nothing")
                .isPositive();
        assertThat(objectsFound).isPositive();
    }

    /// Ctrl-C and SIGTERM, in the middle of writing.
    @Test
    void aProcessThatIsToldToEndLeavesNoPartialFiles() throws Exception {
        var process = StorageProcess.start(List.of(), root, "write", "7");
        try {
            assertThat(process.inputReader().readLine()).isEqualTo("writing");
            awaitPartial();
            process.destroy();
            process.waitFor();
        } finally {
            process.destroyForcibly();
        }
        assertThat(partials()).isEmpty();
    }

    private void writeAndBeKilled(int seed, long afterMillis) throws Exception {
        var process = StorageProcess.start(List.of(), root, "write", Integer.toString(seed));
        assertThat(process.inputReader().readLine()).isEqualTo("writing");
        Thread.sleep(afterMillis);
        assertThat(process.isAlive()).isTrue();
        process.destroyForcibly().waitFor();
    }

    private static void assertWhole(FileStorage storage, ObjectStat listed) throws IOException {
        try (var stream = storage.read(listed.key())) {
            var sha = ContentVersion.of(stream);
            assertThat(storage.stat(listed.key()).orElseThrow().metadata()).isEqualTo(Map.of("sha", sha));
        }
    }

    /// What comes and goes while one looks ends the look, which then begins again.
    private void awaitPartial() throws IOException {
        while (true) {
            try {
                if (!partials().isEmpty()) {
                    return;
                }
            } catch (UncheckedIOException gone) {
                assertThat(gone).hasCauseInstanceOf(NoSuchFileException.class);
            }
        }
    }

    private List<Path> partials() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".azulejo-"))
                    .toList();
        }
    }
}
