package dev.azulejo.integration.python;

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

class PythonPackagesIT {
    /// A Python with pip, which makes the packages up, and takes its time.
    private static final String WITH_PIP = """
            case "$*" in
              *pip*--version) exit 0 ;;
              *install*) echo run >>"$0.runs"; while [ "$1" != --target ]; do shift; done
                mkdir "$2"; echo half >"$2/one"; sleep 0.3; echo whole >"$2/one" ;;
              *) echo some version ;;
            esac""";

    @TempDir
    private Path folder;

    @Test
    void withoutPythonATestFailsAndSaysWhatToInstall() {
        assertThatThrownBy(packages(folder.resolve("python3"))::install)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt install python3 python3-pip");
    }

    @Test
    void anOldPythonIsNotEnough() throws IOException {
        assertThatThrownBy(packages(script("python3", "echo 'too old' >&2; exit 1"))::install)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("apt install python3 python3-pip")
                .hasMessageContaining("too old");
    }

    @Test
    void theFirstPythonThatIsNewEnoughIsTaken() throws IOException {
        var old = script("python3.1", "exit 1");
        var good = script("python3.2", WITH_PIP);
        assertThat(packages(folder.resolve("none"), old, good).install().python())
                .isEqualTo(good.toString());
    }

    @Test
    void twoBuildsAtOnceFetchOnceAndGetOneWholeFolder() throws IOException {
        var python = script("python3", WITH_PIP);
        var got = Stream.generate(() -> packages(python))
                .limit(4)
                .parallel()
                .map(packages -> packages.install().folder())
                .distinct()
                .toList();
        assertThat(got).hasSize(1);
        assertThat(got.getFirst().resolve("one")).hasContent("whole\n");
        assertThat(folder.resolve("python3.runs")).hasContent("run\n");
        assertCacheHoldsOnly(got.getFirst());
    }

    @Test
    void whatAKilledBuildLeftIsNotTakenForWhole() throws IOException {
        var left = Files.createDirectories(folder.resolve("cache/some-new/packages"));
        Files.writeString(left.resolve("half"), "");
        var installed = packages(script("python3", WITH_PIP)).install().folder();
        assertThat(installed.resolve("one")).hasContent("whole\n");
        assertThat(installed.resolve("half")).doesNotExist();
        assertCacheHoldsOnly(installed);
    }

    @Test
    void whatPipSaysLastIsInTheMessage() throws IOException {
        var python = script("python3", """
                case "$*" in
                  *install*) seq 100 >&2; echo 'no network' >&2; exit 1 ;;
                  *) echo some version ;;
                esac""");
        assertThatThrownBy(packages(python)::install)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("100\nno network")
                .hasMessageNotContaining("50\n");
    }

    @Test
    void withNeitherPipNorVenvATestFailsAndSaysWhatToInstall() throws IOException {
        var python = script(
                "python3", "case \"$*\" in *version*) echo some version ;; esac; case \"$*\" in -m*) exit 1 ;; esac");
        assertThatThrownBy(packages(python)::install)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("neither pip nor a complete venv");
    }

    private PythonPackages packages(Path... pythons) {
        return new PythonPackages(
                "some",
                Stream.of(pythons).map(Path::toString).toList(),
                9,
                "this needs Python: apt install python3 python3-pip",
                List.of(),
                List.of("nothing"),
                folder.resolve("cache"));
    }

    private void assertCacheHoldsOnly(Path installed) throws IOException {
        try (var left = Files.list(folder.resolve("cache"))) {
            assertThat(left).containsExactlyInAnyOrder(installed, folder.resolve("cache/some.lock"));
        }
    }

    private Path script(String name, String lines) throws IOException {
        var script = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + lines + "\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }
}
