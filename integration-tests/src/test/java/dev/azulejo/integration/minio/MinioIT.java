package dev.azulejo.integration.minio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.integration.python.PythonPackages;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MinioIT {
    private static final int MAX_END_SECONDS = 60;

    @TempDir
    private Path folder;

    /// As it does when a test run is killed.
    @Test
    void endsWhenNobodyIsLeftToUseIt() throws Exception {
        var program = program();
        try (var minio = Minio.start(program, folder)) {
            var process = minio.server().process();
            var started = process.descendants()
                    .filter(one -> one.info().command().equals(Optional.of(program.toString())))
                    .toList();
            assertThat(started).hasSize(1);
            awaitAddress(started.getFirst());
            process.getOutputStream().close();
            started.getFirst().onExit().get(MAX_END_SECONDS, TimeUnit.SECONDS);
        }
        assertThat(folder.resolve("state")).doesNotExist();
        assertThat(Files.readString(folder.resolve("server.log"))).contains("http://127.0.0.1:");
    }

    /// It answers before it says where.
    private void awaitAddress(ProcessHandle minio) throws Exception {
        while (minio.isAlive()
                && !Files.readString(folder.resolve("server.log")).contains("http://127.0.0.1:")) {
            Thread.sleep(50);
        }
    }

    private static Path program() {
        try {
            return MinioProgram.ofThisUser().path();
        } catch (NotObtainable e) {
            assumeTrue(false, e.getMessage());
            throw e;
        }
    }

    @Test
    void withoutGoItSaysWhatToInstall() {
        var packages = new PythonPackages(
                "test-go", List.of(folder.resolve("python3").toString()), 9, "no pip", List.of(), List.of(), folder);
        var toolchain = new GoToolchain(folder.resolve("go").toString(), packages);
        assertThatExceptionOfType(NotObtainable.class)
                .isThrownBy(() -> new MinioProgram(toolchain, folder).path())
                .withMessageContaining("install Go 1.24 or newer")
                .withMessageContaining("no pip");
    }

    @Test
    void withoutTheSourcesItSaysSo() throws IOException {
        var go = Files.writeString(folder.resolve("go"), """
                #!/bin/sh
                case $1 in
                  env) echo go1.24.1 ;;
                  *) echo 'no network' >&2; exit 1 ;;
                esac
                """);
        assertThat(go.toFile().setExecutable(true)).isTrue();
        var toolchain = new GoToolchain(go.toString(), GoToolchain.ofThisUser().packages());
        assertThatExceptionOfType(NotObtainable.class)
                .isThrownBy(() -> new MinioProgram(toolchain, folder.resolve("cache")).path())
                .withMessageContaining("no network");
    }
}
