package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.integration.command.Azulejo.Ended;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `azulejo enhance - < a.png > b.png`, in a shell.
class PipeIT {
    @TempDir
    Path folder;

    @BeforeEach
    void aCat() {
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
    }

    /// @param redirected how the shell redirects the command
    private Ended run(String redirected, String... arguments) {
        return Azulejo.in(folder)
                .startedBy("sh", "-c", "exec \"$@\" " + redirected, "sh")
                .run(Stream.concat(Stream.of("enhance"), Arrays.stream(arguments))
                        .toArray());
    }

    @Test
    void whatComesInGoesOutAndNothingStays() throws IOException {
        var ended = run("< cat.png > piped.png", "-");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        Azulejo.in(folder).enhance("cat.png", "-o", "named.png");
        assertThat(pixels("piped.png")).isEqualTo(pixels("named.png"));
        assertThat(ended.err()).contains("azulejo: -: 50x40 to 100x80, 1 tile", "- → -  100x80, ");
        try (var left = Files.list(Azulejo.in(folder).work().resolve("pipes"))) {
            assertThat(left).allSatisfy(file -> assertThat(file).isEmptyFile());
        }
    }

    @Test
    void aPipeAndAFileMayBeMixed() {
        assertThat(run("< cat.png", "-", "-o", "named.jpg").exitCode()).isZero();
        assertThat(Pictures.read(folder.resolve("named.jpg")).getWidth()).isEqualTo(100);
        assertThat(run("> piped.jpg", "cat.png", "-o", "-", "--format=jpeg", "--scale=3")
                        .exitCode())
                .isZero();
        assertThat(Pictures.read(folder.resolve("piped.jpg")).getWidth()).isEqualTo(150);
    }

    @Test
    void aFailureWritesNothing() throws IOException {
        var whole = Files.readAllBytes(folder.resolve("cat.png"));
        Files.write(folder.resolve("half.png"), Arrays.copyOf(whole, whole.length / 2));
        var ended = run("< half.png > out", "-");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.err()).contains("azulejo: -: is a PNG that is cut off");
        assertThat(folder.resolve("out")).isEmptyFile();
        var tooLong = run("< cat.png > out", "-", "--max-file=1k");
        assertThat(tooLong.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(tooLong.err()).contains("more than 1,000 bytes", "raise --max-file");
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void aReaderThatHasGoneIsNoSuccess() {
        var full = run("< cat.png > /dev/full", "-");
        assertThat(full.exitCode()).isEqualTo(NO_OUTPUT);
        assertThat(full.err()).contains("the standard output did not take the result");
    }

    @Test
    void noImageGoesToATerminal() {
        var ended = Azulejo.in(folder).startedBy(Screen.PTY).run("enhance", "cat.png", "-o", "-");
        assertThat(ended.exitCode()).isEqualTo(USAGE);
        assertThat(Screen.after(ended.out()))
                .containsExactly(
                        "azulejo: the result would go to the terminal; redirect it (> b.png), or name a file with -o");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "- cat.png",
                "cat.png cat.png -o -",
                "cat.png -o - --json",
                "cat.png -o - --also jpeg",
                "cat.png -o - --format=dzi",
                "cat.png -o - --pages=all"
            })
    void whatNoPipeCanDoIsRefused(String arguments) {
        var ended = run("< cat.png > out", arguments.split(" "));
        assertThat(ended.exitCode()).isEqualTo(USAGE);
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    @Test
    void aFolderOfSeveralImagesIsRefused() throws IOException {
        Files.createDirectory(folder.resolve("cats"));
        Pictures.write(Pictures.cat(20, 20), folder.resolve("cats/a.png"));
        Pictures.write(Pictures.cat(20, 30), folder.resolve("cats/b.png"));
        var ended = run("> out", "cats", "-o", "-");
        assertThat(ended.exitCode()).isEqualTo(USAGE);
        assertThat(ended.err()).contains("takes one image, and there are 2");
        assertThat(folder.resolve("out")).isEmptyFile();
    }

    private int[] pixels(String name) {
        var image = Pictures.read(folder.resolve(name));
        return image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    }
}
