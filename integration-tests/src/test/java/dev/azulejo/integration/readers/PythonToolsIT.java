package dev.azulejo.integration.readers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PythonToolsIT {
    @TempDir
    private Path folder;

    @Test
    void withoutPythonATestFailsAndSaysWhatToInstall() {
        var tools = new PythonTools(folder.resolve("python3").toString(), folder);
        assertThatThrownBy(tools::packages)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt install python3 python3-pip");
    }

    @Test
    void anOldPythonIsNotEnough() throws IOException {
        var tools = new PythonTools(script("echo 'too old' >&2; exit 1").toString(), folder);
        assertThatThrownBy(tools::packages)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("3.9 or newer")
                .hasMessageContaining("too old");
    }

    /// A Python that has pip, of which two builds fetch packages at once: this one makes them up.
    @Test
    void twoBuildsAtOnceGetOneWholeFolder() throws IOException {
        var python = script("""
                case "$*" in
                  *pip*--version) exit 0 ;;
                  *install*) while [ "$1" != --target ]; do shift; done
                    mkdir "$2"; echo half >"$2/one"; sleep 0.3; echo whole >"$2/one" ;;
                  *) echo some version ;;
                esac""").toString();
        var cache = folder.resolve("cache");
        var got = Stream.generate(() -> new PythonTools(python, cache))
                .limit(4)
                .parallel()
                .map(PythonTools::packages)
                .distinct()
                .toList();
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().resolve("one")).hasContent("whole\n");
        try (var left = Files.list(cache)) {
            assertThat(left).containsExactlyElementsOf(List.of(got.getFirst()));
        }
    }

    @Test
    void withNeitherPipNorVenvATestFailsAndSaysWhatToInstall() throws IOException {
        var python = script("case \"$*\" in *version*) echo some version ;; esac; case \"$*\" in -m*) exit 1 ;; esac");
        assertThatThrownBy(new PythonTools(python.toString(), folder.resolve("cache"))::packages)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("neither pip nor a complete venv");
    }

    private Path script(String lines) throws IOException {
        var script = Files.writeString(folder.resolve("python3"), "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
