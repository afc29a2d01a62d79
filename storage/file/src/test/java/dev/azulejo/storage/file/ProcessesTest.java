package dev.azulejo.storage.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Two processes at one directory.
@Tag("slow")
class ProcessesTest {
    @TempDir
    Path root;

    private final List<String> asWeAre = List.of();

    @Test
    void ofTwoProcessesOneWinsEachAbsentKey() throws Exception {
        int keys = 1_000;
        var first = StorageProcess.start(asWeAre, root, "win", Integer.toString(keys));
        var second = StorageProcess.start(asWeAre, root, "win", Integer.toString(keys));
        long wins = wins(first) + wins(second);
        assertThat(wins).isEqualTo(keys);
        assertThat(new FileStorage(root).list("won/")).hasSize(keys);
    }

    @Test
    void twoProcessesLoseNothingOfOneCounter() throws Exception {
        new FileStorage(root).put("counter", "0".getBytes(StandardCharsets.UTF_8));
        var other = StorageProcess.start(asWeAre, root, "count", "400");
        while (Files.readString(root.resolve("counter")).equals("0")) {
            Thread.sleep(1); // until both are at it
        }
        StorageProcess.count(new FileStorage(root), 200);
        assertThat(StorageProcess.outputOf(other)).isEqualTo("(exit 0)");
        assertThat(root.resolve("counter")).hasContent("600");
    }

    /// POSIX gives a process's locks on a file up when it closes any channel to it. So a second storage in this
    /// process must not even open our partial file, or another process would then take it for a dead one's.
    @Test
    void noProcessDeletesThePartialFileOfALiveOne() throws Exception {
        try (var pending = new FileStorage(root).write("deep/a", Map.of())) {
            pending.write(new byte[100_000]);
            assertThat(new FileStorage(root).list("")).isEmpty();
            assertThat(new FileStorage(root).exists("deep/a")).isFalse();
            assertThat(StorageProcess.outputOf(StorageProcess.start(asWeAre, root, "touch", "1")))
                    .isEqualTo("0(exit 0)");
            assertThat(partials()).hasSize(2); // its bytes and their lock
            pending.commit();
        }
        assertThat(root.resolve("deep/a")).hasSize(100_000);
        assertThat(partials()).isEmpty();
    }

    @Test
    void aWriterLosesNothingToProcessesThatCleanUp() throws Exception {
        var other = StorageProcess.start(asWeAre, root, "touch", "2000");
        var storage = new FileStorage(root, root.resolve(".azulejo"), Durability.SYNCED);
        while (other.isAlive()) {
            try (var pending = storage.write("deep/a", Map.of("job", "1"))) {
                pending.write(new byte[70_000]);
                pending.commit();
            }
            storage.writeIfAbsent("deep/b", new byte[1]);
            storage.delete("deep/b");
        }
        assertThat(StorageProcess.outputOf(other)).matches("[0-2]\\(exit 0\\)");
    }

    private long wins(Process process) throws Exception {
        var output = StorageProcess.outputOf(process);
        assertThat(output).endsWith("(exit 0)");
        return Long.parseLong(output.substring(0, output.indexOf('(')));
    }

    private List<Path> partials() throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.getFileName().toString().startsWith(".azulejo-"))
                    .toList();
        }
    }
}
