package dev.azulejo.integration.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RemainsTest {
    @Test
    void noProcessAndNoFileOutlivesTheDemo(@TempDir Path parent) throws Exception {
        var remains = new Remains(Files.createDirectory(parent.resolve("demo")), Duration.ofMillis(500));
        Files.writeString(
                Files.createDirectories(remains.folder().resolve("state/deep")).resolve("file"), "left");
        // One that has a child, and one that does not end when it is asked to.
        var family = new ProcessBuilder("sh", "-c", "sleep 1000 & wait").start();
        var deaf = new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do read _ || sleep 0.2; done")
                .start();
        assertThat(deaf.inputReader().readLine()).isEqualTo("ready");
        assertThat(remains.isBeingRemoved()).isFalse();

        remains.remove();

        assertThat(remains.isBeingRemoved()).isTrue();
        assertThat(family.waitFor()).isNotZero();
        assertThat(deaf.waitFor()).isNotZero();
        assertThat(ProcessHandle.current().descendants().filter(ProcessHandle::isAlive))
                .isEmpty();
        assertThat(remains.folder()).doesNotExist();
    }
}
