package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.ImageFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where results may go, and where not. What is refused is refused before any work is done, and what lies there
/// stays as it is.
class DestinationIT {
    @TempDir
    Path folder;

    private String before = "";

    @BeforeEach
    void aCat() {
        before = Pictures.sha256(Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png")));
    }

    @Test
    void aResultNeverReplacesItsSourceWhateverLinksLeadThere() throws IOException {
        var azulejo = Azulejo.warm(folder);
        Files.createSymbolicLink(folder.resolve("link.png"), folder.resolve("cat.png"));
        Files.createSymbolicLink(folder.resolve("here"), folder);
        for (var output : new String[] {"cat.png", "./here/../cat.png", "here/cat.png"}) {
            for (var source : new String[] {"cat.png", "link.png", "here/cat.png"}) {
                assertRefused(
                        azulejo.run("enhance", source, "-o", output, "--overwrite"),
                        NO_OUTPUT,
                        source + " would be overwritten by a result; name another output with -o");
            }
        }
        assertRefused(azulejo.run("enhance", "cat.png", "-o", "link.png", "--overwrite"), NO_OUTPUT, "cat.png");
        assertThat(Pictures.sha256(folder.resolve("cat.png"))).isEqualTo(before);
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aPatternNamesResultsAndTwoOfOneNameAreRefusedBeforeAnythingIsDone() {
        var azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(40, 40), folder.resolve("a/cat.png"));
        Pictures.write(Pictures.cat(40, 50), folder.resolve("b/cat.png"));
        assertRefused(
                azulejo.run("enhance", "a/cat.png", "b/cat.png", "-o", "out/{name}.{format}"),
                NO_OUTPUT,
                "would both become ",
                "tell them apart by {folder}");
        assertRefused(azulejo.run("enhance", "cat.png", "-o", "out/{nmae}"), USAGE, "(did you mean 'name'?)");
        assertThat(folder.resolve("out")).doesNotExist();
        assertNoPixelsAreLeft(azulejo);
        azulejo.enhance("a", "--recipe", "resize", "--scale", "3", "-o", "out/{name}-{scale}x.{format}");
        assertThat(Pictures.read(folder.resolve("out/cat-3x.png")).getWidth()).isEqualTo(120);
    }

    @Test
    void twoInputsOfOneNameAreRefusedBeforeAnythingIsDone() {
        var azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(40, 40), folder.resolve("a/cat.png"));
        Pictures.write(Pictures.cat(40, 50), folder.resolve("b/cat.png"));
        var ended = azulejo.run("enhance", "a/cat.png", "b/cat.png", "-o", "out");
        assertRefused(ended, NO_OUTPUT, "a/cat.png and b/cat.png would both become ", "give them folders of their own");
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(azulejo.work()).doesNotExist();
    }

    @Test
    void oneOutputFileForTwoInputsIsRefused() {
        Pictures.write(Pictures.cat(40, 40), folder.resolve("other.png"));
        var ended = Azulejo.warm(folder).run("enhance", "cat.png", "other.png", "-o", "out.png");
        assertRefused(ended, NO_OUTPUT, "-o out.png is one file, there are 2 inputs or pages; name a folder");
        assertThat(folder.resolve("out.png")).doesNotExist();
    }

    @Test
    void somebodyElsesFileStaysUnlessItMayBeOverwritten() throws IOException {
        var azulejo = Azulejo.warm(folder);
        var foreign = folder.resolve("out/cat.png");
        BadFiles.write(foreign, new byte[] {1, 2, 3});
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out", "--trace=trace"),
                NO_OUTPUT,
                "out/cat.png exists and was not made by azulejo; move it, or replace it with --overwrite");
        assertThat(foreign).hasBinaryContent(new byte[] {1, 2, 3});
        assertThat(JobFolder.tracedShards(folder.resolve("trace"))).isEmpty();

        assertThat(azulejo.run("enhance", "cat.png", "-o", "out", "--overwrite").exitCode())
                .isZero();
        assertThat(Pictures.read(foreign).getWidth()).isEqualTo(100);
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("cat.png");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void ourOwnResultIsReplacedByANewerOneOfTheSameSourceOnly() {
        var azulejo = Azulejo.warm(folder);
        assertThat(azulejo.run("enhance", "cat.png", "-o", "out.png").exitCode())
                .isZero();
        Pictures.write(Pictures.cat(60, 40), folder.resolve("cat.png"));
        assertThat(azulejo.run("enhance", "cat.png", "-o", "out.png").exitCode())
                .isZero();
        assertThat(Pictures.read(folder.resolve("out.png")).getWidth()).isEqualTo(120);

        Pictures.write(Pictures.cat(30, 40), folder.resolve("other.png"));
        assertRefused(
                azulejo.run("enhance", "other.png", "-o", "out.png", "--overwrite"),
                NO_OUTPUT,
                "out.png is already the result of ",
                "cat.png; choose another name for one of them");
        assertThat(Pictures.read(folder.resolve("out.png")).getWidth()).isEqualTo(120);
    }

    /// Holds for root too, for whom permissions do not.
    @Test
    void anOutputBelowAFileIsRefused() throws IOException {
        var azulejo = Azulejo.warm(folder);
        Files.writeString(folder.resolve("notes.txt"), "text");
        assertRefused(azulejo.run("enhance", "cat.png", "-o", "notes.txt"), NO_OUTPUT, "name another output with -o");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "notes.txt/a/b"), NO_OUTPUT, "name another output with -o");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "notes.txt/a.png"), NO_OUTPUT, "name another output with -o");
        assertRefused(
                azulejo.run("enhance", "cat.png", "--work-dir=notes.txt"),
                NO_OUTPUT,
                "name another folder with --work-dir");
        assertRefused(
                azulejo.run("enhance", "cat.png", "--trace=notes.txt/a"),
                NO_OUTPUT,
                "--trace notes.txt/a cannot be written");
        assertThat(folder.resolve("notes.txt")).hasContent("text");
        assertNoPixelsAreLeft(azulejo);
    }

    /// `/sys` is read-only, or refuses whatever is not its own, for root too.
    @Test
    void anOutputFolderThatTheSystemKeepsIsRefused() {
        var azulejo = Azulejo.warm(folder);
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "/sys/azulejo"), NO_OUTPUT, "name another output with -o");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aFolderWhereTheResultWouldLieIsRefused() throws IOException {
        Files.createDirectories(folder.resolve("out/cat.png"));
        assertRefused(
                Azulejo.warm(folder).run("enhance", "cat.png", "-o", "out"),
                NO_OUTPUT,
                "cat.png is a folder; name a file");
    }

    @Test
    void formatAndNameOfTheOutputMustAgree() {
        var azulejo = Azulejo.warm(folder);
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "a.png", "--format=jpeg"),
                USAGE,
                "-o a.png and --format jpeg contradict each other; leave one of them out");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "a.gif"),
                USAGE,
                "only " + ImageFormat.names() + " can be written");
        assertThat(folder.resolve("a.gif")).doesNotExist();
    }

    @Test
    void theSameCommandOverAFolderIsGivenAgainAndFindsItsOwnResultsDone() {
        var azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(40, 40), folder.resolve("in/one.png"));
        Pictures.write(Pictures.cat(40, 50), folder.resolve("in/two.jpg"));
        var commands = List.of(
                List.of("enhance", "in"),
                List.of("enhance", "in", "-o", "in/larger"),
                List.of("enhance", "in/**.{png,jpg}"),
                List.of("enhance", "in/one.png", "in/two.jpg", "in/one-auto-x2.png", "in/two-auto-x2.jpg"));
        for (int time = 0; time < 2; time++) {
            for (var command : commands) {
                var ended = azulejo.run(Stream.concat(command.stream(), Stream.of("--trace=trace"))
                        .toArray());
                assertThat(ended.exitCode()).as(ended.err()).isZero();
            }
        }
        assertThat(JobFolder.filesBelow(folder.resolve("in")))
                .containsExactly(
                        "larger/one.png", "larger/two.jpg", "one-auto-x2.png", "one.png", "two-auto-x2.jpg", "two.jpg");
        assertThat(JobFolder.tracedShards(folder.resolve("trace"))).hasSize(4);
    }
}
