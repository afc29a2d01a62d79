package dev.azulejo.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibvipsFinderTest {
    @TempDir
    Path folder;

    private LibvipsFinder finder(Optional<Path> named, CommandRunner runner) {
        return new LibvipsFinder(
                named, List.of("libno.so"), PinnedPackage.forThisMachine(), new PackageCache(folder, runner));
    }

    @Test
    void whatWasNamedIsTheOnlyChoice() throws IOException {
        var text = Files.writeString(folder.resolve("libvips.so"), "not a library");
        for (var named : List.of(text, folder.resolve("missing.so"))) {
            var finder = finder(Optional.of(named), (workFolder, command) -> {
                throw new AssertionError("fetches nothing");
            });
            assertThatExceptionOfType(PermanentFailure.class)
                    .isThrownBy(finder::find)
                    .withMessage("%s is no libvips that this machine can load; name another or none".formatted(named));
        }
    }

    @Test
    void offlineAndWithoutAnyClientItNamesTheThreeWays() {
        var finder = finder(Optional.empty(), (workFolder, command) -> {
            throw new IOException("no program " + command.getFirst());
        });
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(finder::find)
                .withMessageContaining("install it")
                .withMessageContaining("npm or python3 with pip on the PATH")
                .withMessageContaining("set AZULEJO_LIBVIPS")
                .withMessageContaining("no program npm; no program python3")
                .satisfies(failure -> assertThat(failure.getMessage()).doesNotContain("\n"));
    }

    @Test
    void knowsPackagesOfBothClientsForThisMachine() {
        assertThat(PinnedPackage.forThisMachine())
                .extracting(PinnedPackage::client)
                .containsExactly(PinnedPackage.Client.NPM, PinnedPackage.Client.PIP);
    }

    @Test
    void runsProgramsOfThePath() throws IOException {
        assertThat(CommandRunner.onPath(folder, List.of("sh", "-c", "echo noise; exit 3")))
                .isEqualTo(3);
        assertThat(CommandRunner.onPath(folder, List.of("sh", "-c", "echo > here")))
                .isZero();
        assertThat(folder.resolve("here")).exists();
        assertThatIOException().isThrownBy(() -> CommandRunner.onPath(folder, List.of("azulejo-has-no-such-program")));
    }
}
