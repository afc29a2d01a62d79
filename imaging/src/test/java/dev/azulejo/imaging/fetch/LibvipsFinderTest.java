package dev.azulejo.imaging.fetch;

import static dev.azulejo.imaging.libvips.LibvipsChoice.PINNED;
import static dev.azulejo.imaging.libvips.LibvipsChoice.SYSTEM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.local.CommandRunner;
import dev.azulejo.imaging.libvips.LibvipsChoice;
import dev.azulejo.imaging.libvips.LibvipsLibrary;
import dev.azulejo.imaging.testkit.TestLibvips;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibvipsFinderTest {
    @TempDir
    Path folder;

    private static final CommandRunner OFFLINE = (workFolder, command) -> {
        throw new IOException("no program " + command.getFirst());
    };

    private static LibvipsLibrary system(String version) {
        return new LibvipsLibrary(name -> Optional.empty(), version, "system", SYSTEM, Optional.empty());
    }

    private LibvipsFinder offline(LibvipsChoice choice, LibvipsLibrary... systems) {
        return new LibvipsFinder(
                choice,
                () -> List.of(systems),
                PinnedPackage.forThisMachine(),
                new PackageCache(folder.resolve("cache"), OFFLINE));
    }

    private static void assertRefused(LibvipsFinder finder, String... words) {
        assertThatExceptionOfType(PermanentFailure.class)
                .isThrownBy(finder::find)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).contains(words).doesNotContain("\n"));
    }

    @Test
    void thePinnedOneComesBeforeTheSystems() {
        var finder = new LibvipsFinder(
                PINNED,
                () -> List.of(system("8.99.0")),
                PinnedPackage.forThisMachine(),
                new PackageCache(TestLibvips.CACHE.resolve("libvips"), CommandRunner::onPath));
        var found = finder.find();
        assertThat(found.version()).isEqualTo("8.18.7");
        assertThat(found.choice()).isEqualTo(PINNED);
        assertThat(found.note()).isEmpty();
    }

    @Test
    void whereNothingCanBeFetchedTheSystemsIsTakenAndItSaysSo() {
        var found = offline(PINNED, system("8.17.0")).find();
        assertThat(found.choice()).isEqualTo(SYSTEM);
        assertThat(found.note().orElseThrow())
                .contains("no program npm; no program python3", "the system's 8.17.0 is used");
    }

    @Test
    void theSystemsIsTakenWhenItIsChosen() {
        var found = offline(SYSTEM, system("8.17.3")).find();
        assertThat(found.version()).isEqualTo("8.17.3");
        assertThat(found.note()).isEmpty();
    }

    @Test
    void oneThatIsTooOldIsRefusedAndWhatToDoIsSaid() {
        assertRefused(
                offline(SYSTEM, system("8.14.1")),
                "the system's libvips is 8.14.1, and libvips 8.17 or newer is needed",
                "or leave the choice out");
        assertRefused(offline(PINNED, system("8.16.1")), "the system's libvips is 8.16.1", "put npm or python3");
        assertRefused(offline(SYSTEM), "the system has no libvips", "install that");
        assertThat(offline(SYSTEM, system("8.14.1"), system("8.18.0")).find().version())
                .isEqualTo("8.18.0");
    }

    @Test
    void choicesAreWords() {
        assertThat(LibvipsChoice.of(Map.of())).isEqualTo(PINNED);
        assertThat(LibvipsChoice.of(Map.of("AZULEJO_LIBVIPS", "system"))).isEqualTo(SYSTEM);
        for (var choice : List.of(PINNED, SYSTEM, new LibvipsChoice.Named(folder))) {
            assertThat(LibvipsChoice.parse(choice.text())).isEqualTo(choice);
        }
    }

    @Test
    void whatWasNamedIsTheOnlyChoice() throws IOException {
        var text = Files.writeString(folder.resolve("libvips.so"), "not a library");
        for (var named : List.of(text, folder.resolve("missing.so"))) {
            assertRefused(
                    offline(new LibvipsChoice.Named(named), system("8.18.7")),
                    "%s is no libvips that this machine can load; name another or none".formatted(named));
        }
    }

    @Test
    void offlineAndWithoutAnyClientItNamesTheThreeWays() {
        assertRefused(
                offline(PINNED),
                "install it",
                "npm or python3 with pip on the PATH",
                "set AZULEJO_LIBVIPS",
                "no program npm; no program python3");
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
