package dev.azulejo.release;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/// The archive, unpacked and run as by somebody who has nothing else: no program on the `PATH`, no Java, an empty home.
/// The profile `release` makes it, and names it.
@EnabledIfSystemProperty(named = ReleaseIT.ARCHIVE, matches = ".+")
class ReleaseIT {
    static final String ARCHIVE = "azulejo.release";
    private static final Path PHOTOGRAPH = Path.of("../docs/images/rocket.jpg");
    private static final Pattern ADDRESS = Pattern.compile("azulejo: open (http://127\\.0\\.0\\.1:\\d+/)#key=azl_\\w+");

    @TempDir
    static Path unpacked;

    @TempDir
    Path folder;

    private Path home = Path.of("");

    @BeforeEach
    void unpackIt() throws IOException, InterruptedException {
        home = Files.createDirectory(folder.resolve("home"));
        if (!Files.exists(unpacked.resolve("release"))) {
            Files.createDirectory(unpacked.resolve("release"));
            var tar = List.of(
                    "tar",
                    "-xzf",
                    Path.of(System.getProperty(ARCHIVE)).toAbsolutePath().toString(),
                    "--strip-components=1",
                    "-C",
                    unpacked.resolve("release").toString());
            assertThat(new ProcessBuilder(tar).inheritIO().start().waitFor()).isZero();
        }
    }

    private ProcessBuilder azulejo(String... arguments) {
        var words =
                new ArrayList<>(List.of(unpacked.resolve("release/bin/azulejo").toString()));
        words.addAll(List.of(arguments));
        var builder = new ProcessBuilder(words).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(Map.of("PATH", "/nowhere", "HOME", home.toString()));
        return builder.redirectError(folder.resolve("err").toFile());
    }

    private String said() throws IOException {
        return Files.readString(folder.resolve("err"));
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        var process = azulejo(arguments).start();
        try (var out = process.inputReader()) {
            var said = out.readAllAsString();
            assertThat(process.waitFor()).as("%s%s", said, said()).isZero();
            return said;
        } finally {
            process.destroyForcibly();
        }
    }

    private static void assertThatItIsTwiceThePhotograph(Path result) throws IOException {
        var image = ImageIO.read(result.toFile());
        assertThat(image.getWidth())
                .isEqualTo(2 * ImageIO.read(PHOTOGRAPH.toFile()).getWidth());
    }

    @Test
    void itSaysItsVersion() throws IOException, InterruptedException {
        assertThat(run("--version")).isEqualTo("azulejo %s%n".formatted(System.getProperty("azulejo.version")));
        assertThat(said()).isEmpty();
    }

    @Test
    void theFirstPhotographIsEnhancedWithWhatIsInside() throws IOException, InterruptedException {
        Files.copy(PHOTOGRAPH, folder.resolve("photo.jpg"));
        run("enhance", "photo.jpg", "-o", "large.jpg", "--quiet");
        assertThatItIsTwiceThePhotograph(folder.resolve("large.jpg"));
        assertThat(said()).isEmpty();
        assertThat(home.resolve(".cache/azulejo")).isDirectoryNotContaining("glob:**/libvips");
    }

    @Test
    void theLaboratoryMeasures() throws IOException, InterruptedException {
        Files.copy(PHOTOGRAPH, folder.resolve("photo.jpg"));
        assertThat(run("metrics", "photo.jpg")).contains("sharpness");
        assertThat(said()).isEmpty();
    }

    @Test
    void theServerHasItsPage() throws IOException, InterruptedException {
        var process = azulejo("serve", "--port", "0").start();
        try (var out = process.inputReader();
                var client = HttpClient.newHttpClient()) {
            var first = out.readLine();
            assertThat(first).as("beside %s", said()).isNotNull();
            var address = ADDRESS.matcher(first);
            assertThat(address.matches()).as(first).isTrue();
            var page = HttpRequest.newBuilder(URI.create(address.group(1)))
                    .timeout(Duration.ofMinutes(1))
                    .build();
            assertThat(client.send(page, BodyHandlers.ofString()).body()).contains("<title>Azulejo");
        } finally {
            process.destroy();
            assertThat(process.waitFor(1, MINUTES)).isTrue();
        }
    }

    @Test
    void aFolderIsWatched() throws IOException, InterruptedException {
        var inbox = Files.createDirectories(folder.resolve("in/photo-x2")).resolve("photo.jpg");
        var result = folder.resolve("out/photo-x2/photo.jpg");
        var process = azulejo("watch", "in", "out")
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        try {
            Files.copy(PHOTOGRAPH, inbox);
            for (int waited = 0; waited < 1200 && process.isAlive() && !Files.exists(result); waited++) {
                Thread.sleep(100);
            }
            assertThat(result).as(said()).exists();
            assertThatItIsTwiceThePhotograph(result);
        } finally {
            process.destroy();
            assertThat(process.waitFor(1, MINUTES)).isTrue();
        }
    }

    /// Where it was made on another machine for this one, there is none.
    @Test
    void javaTakesTheArchiveOfItsClassesAfterItWasUnpacked() throws IOException, InterruptedException {
        var java = List.of(
                unpacked.resolve("release/runtime/bin/java").toString(), "-XX:+UseSerialGC", "-Xshare:on", "-version");
        var process = new ProcessBuilder(java).redirectErrorStream(true).start();
        try (var out = process.inputReader()) {
            var words = out.readAllAsString();
            assertThat(process.waitFor()).as(words).isZero();
            assertThat(words).contains("sharing");
        }
    }
}
