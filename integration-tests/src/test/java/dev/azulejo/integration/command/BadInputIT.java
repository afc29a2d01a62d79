package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.MIXED;
import static dev.azulejo.integration.command.Refusals.NO_INPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertEmpty;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that are missing, are no image or are a broken one: a line each that says what to do, and
/// nothing else.
class BadInputIT {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "empty.png, 'is empty; copy or download it again'",
        "text.jpg, 'is text, not an image; give a JPEG, PNG, '",
        "pdf.png, 'is a PDF document, which is not read; convert it to PNG or JPEG'",
        "svg.png, 'is an SVG drawing, which is not read; convert it to PNG or JPEG'",
        "cut-000200.jpg, 'copy or download it again'",
        "corrupt-pixels.png, 'copy or export it again'",
        "huge.png, 'has 65536x65536 = 4,294,967,296 pixels, the limit is 1,000,000,000; make it smaller or cut it'",
        "bomb.png, 'expands'",
    })
    void aBadFileIsRefusedInOneLineThatSaysWhatToDo(String name, String advice) {
        var azulejo = Azulejo.warm(folder);
        BadFiles.write(folder.resolve("in").resolve(name), BadFiles.all().getOrDefault(name, new byte[0]));
        assertRefused(
                azulejo.run("enhance", "in/" + name, "-o", "out"), BAD_IMAGE, "azulejo: in/" + name + ": ", advice);
        assertEmpty(folder.resolve("out"));
        assertNoPixelsAreLeft(azulejo);
    }

    /// All pixels are there, and their checksum holds.
    @Test
    void aPngThatLacksItsEndAloneIsDoneWithAWarning() {
        var azulejo = Azulejo.warm(folder);
        var files = BadFiles.withoutEnd();
        files.forEach((name, bytes) -> BadFiles.write(folder.resolve("in").resolve(name), bytes));
        var ended = azulejo.run("enhance", "in", "-o", "out", "--recipe", "resize", "--percent", "100");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactlyElementsOf(files.keySet());
        for (var name : files.keySet()) {
            assertThat(ended.errorLines())
                    .filteredOn(line -> line.contains("in/" + name + ": lacks its end"))
                    .hasSize(1);
        }
    }

    @Test
    void badFilesOfABatchAreNamedAndTheOthersAreDone() {
        var azulejo = Azulejo.warm(folder);
        BadFiles.in(folder.resolve("in"));
        Pictures.write(Pictures.cat(50, 40), folder.resolve("in/a-cat.png"));
        Pictures.write(Pictures.cat(50, 40), folder.resolve("in/z-cat.jpg"));
        var ended = azulejo.run("enhance", "in", "-o", "out");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(BAD_IMAGE);
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("a-cat.png", "z-cat.jpg");
        assertThat(ended.err())
                .contains("azulejo: 2 enhanced, %d failed"
                        .formatted(BadFiles.all().size()));
        for (var name : BadFiles.all().keySet()) {
            assertThat(ended.errorLines())
                    .filteredOn(line -> line.startsWith("  in/" + name + ": "))
                    .hasSize(1);
        }
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aHeaderThatClaimsBillionsOfPixelsCostsNoMemory() throws IOException {
        var azulejo = Azulejo.in(folder).withJvm("-Xmx64m");
        BadFiles.write(folder.resolve("huge.png"), BadFiles.claiming(65_536, 65_536));
        var ended = azulejo.run("enhance", "huge.png", "-o", "out", "--json");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(BAD_IMAGE);
        var totals = new ObjectMapper().readTree(ended.outLines().getLast()).get("totals");
        System.out.printf("a header of billions of pixels: %s s of CPU%n", totals.get("cpuSeconds"));
        assertThat(totals.get("peakMemoryBytes").asLong()).isLessThan(200L << 20);
    }

    @Test
    void aMissingFileOfABatchIsNamedAndTheOthersAreDone() {
        var azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
        BadFiles.write(folder.resolve("text.jpg"), new byte[] {'a', 'b'});
        var ended = azulejo.run("enhance", "missing.png", "text.jpg", "cat.png", "-o", "out");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(MIXED);
        assertThat(ended.err())
                .contains(
                        "azulejo: 1 enhanced, 2 failed", "  missing.png: there is no such file", "  text.jpg: is text");
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("cat.png");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models check missing.json",
                "models add missing.json",
                "sets missing.json",
                "compare missing.json other.png",
                "metrics missing.json"
            })
    void aFileThatIsNotThereIsNamed(String command) {
        assertRefused(
                Azulejo.warm(folder).run((Object[]) command.split(" ", -1)),
                NO_INPUT,
                "missing.json: there is no such file");
    }

    @Test
    void whatNamesNoImageIsRefusedBeforeAnythingIsDone() throws IOException {
        var azulejo = Azulejo.warm(folder);
        Files.createDirectories(folder.resolve("nothing/in/here"));
        Files.writeString(folder.resolve("nothing/notes.txt"), "none");
        assertRefused(azulejo.run("enhance", "missing.png"), NO_INPUT, "missing.png: there is no such file");
        assertRefused(
                azulejo.run("enhance", "nothing"),
                NO_INPUT,
                "nothing: there is no image in this folder that azulejo did not make");
        assertRefused(
                azulejo.run("enhance", "no*.png"),
                NO_INPUT,
                "no*.png: no file that azulejo did not make matches this pattern");
        assertRefused(azulejo.run("enhance", "a[b.png"), NO_INPUT, "a[b.png: there is no such file");
        assertRefused(
                azulejo.run("enhance", "/dev/null", "-o", "out"),
                NO_INPUT,
                "/dev/null: is a pipe or a device, not a file");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aFileThatBreaksHalfWayLeavesNoPixels() throws IOException {
        var azulejo = Azulejo.warm(folder);
        var large = new BufferedImage(1024, 1024, BufferedImage.TYPE_INT_RGB);
        for (int quarter = 0; quarter < 4; quarter++) {
            var part = Pictures.part("astronaut.png", 0, 0, 512, 512);
            large.createGraphics().drawImage(part, quarter % 2 * 512, quarter / 2 * 512, null);
        }
        var file = Pictures.write(large, folder.resolve("large.png"));
        BadFiles.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) (Files.size(file) * 9 / 10)));
        // Rows are decoded, and shards written, before the damage is met.
        var ended = azulejo.run("enhance", "large.png", "-o", "out", "--shard-tiles=1");
        assertRefused(ended, BAD_IMAGE, "large.png: is a PNG that ");
        assertEmpty(folder.resolve("out"));
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void anOddNameIsToldInOneLineAndNoTerminalObeysIt() {
        var azulejo = Azulejo.warm(folder);
        BadFiles.write(folder.resolve("two\nlines \033[31m.png"), new byte[] {'a', 'b'});
        assertRefused(
                azulejo.run("enhance", "two\nlines \033[31m.png"), USAGE, "two?lines ?[31m.png: ", "another name");
    }

    @Test
    void theHelpDocumentsEveryExitCodeUsedHere() {
        var help = Azulejo.warm(folder).run("enhance", "--help").out();
        for (int code : new int[] {0, 1, 2, 65, 66, 69, 70, 73, 74, 130}) {
            assertThat(help).containsPattern(Pattern.compile("^ +%d ".formatted(code), Pattern.MULTILINE));
        }
    }
}
