package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.UNAVAILABLE;
import static dev.azulejo.integration.command.Refusals.assertEmpty;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What azulejo itself needs is missing or damaged.
class InstallationIT {
    @TempDir
    Path folder;

    private Path models = Path.of("");

    @BeforeEach
    void aCatAndACopyOfTheModels() throws IOException {
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
        models = folder.resolve("models");
        var original = Checkout.ROOT.resolve("models");
        for (var model : Set.of("span-x2", "azulejo-photo-x2")) {
            Files.createDirectories(models.resolve(model));
            for (var name : Set.of("card.json", "model.onnx")) {
                Files.copy(
                        original.resolve(model).resolve(name),
                        models.resolve(model).resolve(name));
            }
        }
    }

    @Test
    void aMissingModelIsNamedAndWhereItBelongs() throws IOException {
        var none = Files.createDirectories(folder.resolve("none"));
        var azulejo = Azulejo.in(folder).with("AZULEJO_MODELS", none);
        var advice = "no model span-x2 in %s (there is none); bring it there, or set AZULEJO_MODELS".formatted(none);
        assertRefused(azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out"), UNAVAILABLE, advice);
        assertRefused(azulejo.run("plan", "--recipe=photo-x2", "cat.png"), UNAVAILABLE, advice);
        assertRefused(
                azulejo.with("AZULEJO_MODELS", folder.resolve("nowhere"))
                        .run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out"),
                UNAVAILABLE,
                "nowhere; set AZULEJO_MODELS");
        assertEmpty(folder.resolve("out"));
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aModelWithAFlippedByteIsNotRunAndTheJobGoesOnOnceItIsMended() throws IOException {
        var azulejo = Azulejo.in(folder).with("AZULEJO_MODELS", models);
        var weights = models.resolve("span-x2/model.onnx");
        var bytes = Files.readAllBytes(weights);
        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        assertRefused(
                azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out", "--trace=trace"),
                UNAVAILABLE,
                "model span-x2: " + weights + " has SHA-256 ",
                "bring it back with: git checkout -- " + weights);
        assertEmpty(folder.resolve("out"));
        assertThat(JobFolder.tracedShards(folder.resolve("trace"))).isEmpty();
        // A job that failed keeps what it has, so that it need not start over.
        assertThat(azulejo.job().orElseThrow().files()).contains("source/0", "attempts/0/outcome.json");

        bytes[bytes.length / 2] ^= 1;
        Files.write(weights, bytes);
        var ended = azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(Pictures.read(folder.resolve("out/cat.png")).getWidth()).isEqualTo(100);
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void weightsThatAreMissingOrCutOffAreNotRun() throws IOException {
        var azulejo = Azulejo.in(folder).with("AZULEJO_MODELS", models);
        var weights = models.resolve("span-x2/model.onnx");
        Files.write(weights, new byte[100]);
        assertRefused(
                azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out"),
                UNAVAILABLE,
                "bring it back with: git checkout");
        Files.delete(weights);
        assertRefused(
                azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out"),
                UNAVAILABLE,
                "bring it back with: git checkout");
        assertEmpty(folder.resolve("out"));
    }

    @Test
    void aCardThatCannotBeReadIsNamed() throws IOException {
        var azulejo = Azulejo.in(folder).with("AZULEJO_MODELS", models);
        var card = models.resolve("span-x2/card.json");
        var text = Files.readString(card);
        for (var corrupt :
                new String[] {"", "{", text.substring(0, text.length() / 2), text.replace("\"px\"", "\"py\"")}) {
            Files.writeString(card, corrupt);
            assertRefused(
                    azulejo.run("enhance", "--recipe=photo-x2", "cat.png", "-o", "out"), UNAVAILABLE, card.toString());
        }
        assertEmpty(folder.resolve("out"));
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aLibvipsThatIsNotThereIsNamed() {
        var azulejo = Azulejo.in(folder).with("AZULEJO_LIBVIPS", folder.resolve("libvips.so"));
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out"),
                UNAVAILABLE,
                "libvips.so is no libvips that this machine can load; name another or none");
    }

    @Test
    void withoutAHomeItRefusesAndTakesNoFolderThatOthersCanFill() {
        var homeless = Azulejo.in(folder).with("HOME", "").with("XDG_CACHE_HOME", "");
        for (var command : new String[] {"enhance", "plan"}) {
            assertRefused(
                    homeless.run(command, "cat.png"),
                    UNAVAILABLE,
                    "set HOME, or XDG_CACHE_HOME, to a folder of your own");
        }
        assertThat(homeless.temporary()).isEmptyDirectory();
    }

    @Test
    void theCacheIsForItsOwnerAlone() throws IOException {
        var azulejo = Azulejo.in(folder);
        Files.createDirectories(azulejo.cache());
        Files.setPosixFilePermissions(azulejo.cache(), PosixFilePermissions.fromString("rwxr-xr-x"));
        azulejo.enhance("cat.png", "-o", "out");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(azulejo.cache())))
                .isEqualTo("rwx------");
    }

    @Test
    void theSystemsLibvipsIsTakenWhenItIsChosenAndNotOtherwise() {
        var azulejo = Azulejo.in(folder).with("AZULEJO_LIBVIPS", "");
        var ended = azulejo.run("enhance", "cat.png", "-o", "out", "--libvips", folder.resolve("none.so"));
        assertRefused(ended, UNAVAILABLE, "none.so is no libvips that this machine can load");
        var systems = azulejo.run("plan", "cat.png", "--libvips", "system");
        if (systems.exitCode() != 0) {
            assertRefused(systems, UNAVAILABLE, "libvips 8.17 or newer is needed", "leave the choice out");
        }
    }

    @Test
    void nothingIsKeptButOurOwnFolderInTheCache() throws IOException {
        var azulejo = Azulejo.in(folder);
        var ended = azulejo.run("enhance", "cat.png", "-o", "out");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(azulejo.cacheHome()).isDirectoryNotContaining(path -> !path.endsWith("azulejo"));
        assertThat(azulejo.home()).isEmptyDirectory();

        var withoutCacheHome = azulejo.with("XDG_CACHE_HOME", "");
        assertThat(withoutCacheHome.run("enhance", "cat.png", "-o", "other").exitCode())
                .isZero();
        assertThat(Objects.requireNonNull(azulejo.home().toFile().list())).containsExactly(".cache");
        assertThat(Objects.requireNonNull(
                        azulejo.home().resolve(".cache").toFile().list()))
                .containsExactly("azulejo");
    }
}
