package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.ImageFormat;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Options that are wrong, and names of files that are odd.
class OptionsIT {
    @TempDir
    Path folder;

    @BeforeEach
    void aCat() {
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
    }

    @ParameterizedTest
    @CsvSource({
        "--recipe=nice,      '--recipe is ''nice'', which does not exist; there are auto, photo-x2, photo-x4, '",
        "--scale=0,          '--scale is ''0'', not a number above 0 and up to 16'",
        "--scale=-2,         '--scale is ''-2'', not a number above 0 and up to 16'",
        "--scale=NaN,        '--scale is ''NaN'', not a number above 0 and up to 16'",
        "--scale=1000,       '--scale is ''1000'', not a number above 0 and up to 16'",
        "--quality=0,        '--quality is 0, not a whole number from 1 to 100'",
        "--threads=0,        '--threads is 0, not a whole number from 1 to 1024'",
        "--memory=much,      '--memory is ''much'', not a number above 0'",
        "--tile=-1,          '--tile is ''-1'', not a whole number from 0 to 8192'",
        "--format=gif,       '--format is ''gif'', which is not written; there are FORMATS'",
        "--steps=spam-x2,    '--steps has ''spam-x2'', a model that does not exist (did you mean ''span-x2''?)'",
        "--colour=cat.png,   '--colour cat.png: is no ICC profile; name a file such as printer.icc'",
        "--percent=0,        '--percent is ''0'', not a number above 0 and up to 10000'",
        "--print=A99,        '--print is ''A99'', not a paper such as A2, letter, 420x594mm or 16x20in'",
        "--recipe=resize,    '--recipe is resize, which needs a size; give scale, width, height, percent, at-least, canvas'",
        "--fit=cover,        '--fit is cover, which needs a box: give width and height, or print'",
        "--background=black, '--background is black, but no result has room for it'",
        "--pages=0,          '--pages is ''0'', neither first nor all nor the number of a page'",
    })
    void aWrongOptionIsRefusedInOneLine(String option, String advice) {
        var azulejo = Azulejo.warm(folder);
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out", option),
                USAGE,
                advice.replace("FORMATS", ImageFormat.names()));
        assertThat(folder.resolve("out")).doesNotExist();
        assertThat(azulejo.cache()).doesNotExist();
    }

    @Test
    void aScaleThatContradictsTheRecipeIsRefused() {
        var ended = Azulejo.warm(folder).run("enhance", "cat.png", "--recipe=photo-x2", "--scale=4");
        assertRefused(
                ended,
                USAGE,
                "--scale is 4, but it also says --recipe photo-x2, which enlarges 2 times; leave --scale out");
        assertThat(Azulejo.warm(folder)
                        .run("enhance", "cat.png", "--recipe=photo-x2", "--scale=2")
                        .exitCode())
                .isZero();
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        var ended = Azulejo.warm(folder)
                .run("enhance", "cat.png", "--quality=0", "--scale=two", "--pages=x", "--colour=cat.png");
        assertRefused(ended, USAGE, "--scale is 'two'", "; --quality is 0", "; --pages is 'x'", "; --colour cat.png: ");
    }

    @Test
    void onlyAProfileThatColoursCanBeConvertedToIsTaken() throws Exception {
        var header = new byte[200];
        System.arraycopy("scnrRGB ".getBytes(StandardCharsets.US_ASCII), 0, header, 12, 8);
        System.arraycopy("acsp".getBytes(StandardCharsets.US_ASCII), 0, header, 36, 4);
        Files.write(folder.resolve("scanner.icc"), header);
        System.arraycopy("mntrLab ".getBytes(StandardCharsets.US_ASCII), 0, header, 12, 8);
        Files.write(folder.resolve("lab.icc"), header);
        header[2] = 1; // 256 bytes
        Files.write(folder.resolve("half.icc"), header);
        var azulejo = Azulejo.warm(folder);
        assertRefused(azulejo.run("plan", "cat.png", "--colour=scanner.icc"), USAGE, "is a profile of class 'scnr'");
        assertRefused(azulejo.run("plan", "cat.png", "--colour=lab.icc"), USAGE, "has the colour space 'Lab'");
        assertRefused(
                azulejo.run("plan", "cat.png", "--colour=half.icc"), USAGE, "has 200 bytes and says that it has 256");
    }

    /// Sides are rounded to whole pixels, half of one up: 50 x 2.3 is 115, and 40 x 0.0125 is 1.
    @ParameterizedTest
    @CsvSource({
        "3,      auto-x3,      150, 120, span-x4",
        "2.50,   auto-x2.5,    125, 100, span-x4",
        "2.33,   auto-x2.33,   117,  93, span-x4",
        "6,      auto-x6,      300, 240, span-x4",
        "1.1,    auto-x1.1,     55,  44, span-x2",
        "0.0125, auto-x0.0125,   1,   1, no model"
    })
    void anyFactorComesOfTheNextLargerScaleOfTheModels(
            String factor, String label, int width, int height, String chosen) {
        var azulejo = Azulejo.warm(folder);
        assertThat(azulejo.plan("cat.png", "--scale=" + factor))
                .contains("50x40 to %dx%d by auto".formatted(width, height), chosen);
        assertThat(azulejo.enhance("cat.png", "--scale=" + factor)).contains(chosen);
        var result = Pictures.read(folder.resolve("cat-%s.png".formatted(label)));
        assertThat(result.getWidth()).isEqualTo(width);
        assertThat(result.getHeight()).isEqualTo(height);
    }

    @Test
    void aScaleOfTheModelsBesideASizeIsExplained() {
        var ended = Azulejo.warm(folder).run("plan", "cat.png", "--scale=2", "--width=100");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .contains(
                        "--width says how large the result becomes, and --scale 2 only chooses the models; leave one out");
        assertThat(Azulejo.warm(folder).run("plan", "cat.png", "--width=100").err())
                .doesNotContain("--scale");
    }

    @Test
    void aFactorIsTheSameAsItsPercent() {
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("cat.png", "--scale=3", "-o", "factor.png");
        azulejo.enhance("cat.png", "--percent=300", "-o", "percent.png");
        assertThat(folder.resolve("factor.png")).hasSameBinaryContentAs(folder.resolve("percent.png"));
    }

    @Test
    void bytesThatNoQualityGivesAreRefusedByTheQualityThatWasReached() {
        var azulejo = Azulejo.warm(folder);
        var ended = azulejo.run("enhance", "cat.png", "--format=jpeg", "--max-bytes=100", "--json");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.out()).contains("\"reason\":\"max-bytes-unmet\"");
        assertThat(ended.err()).contains("at most 100 bytes", "even at quality 10", "the jpeg has 1,");
        assertThat(folder.resolve("cat-auto-x2.jpg")).doesNotExist();
        var lower = azulejo.run("enhance", "cat.png", "--format=jpeg", "--max-bytes=100", "--quality=5");
        assertThat(lower.err()).contains("even at quality 5");
    }

    @Test
    void resultsAreNamedAfterWhatWasDone() {
        var azulejo = Azulejo.warm(folder);
        azulejo.enhance("cat.png");
        azulejo.enhance("cat.png", "--scale=4", "--format=jpg");
        azulejo.enhance("cat.png", "--steps=span-x2,span-x2");
        assertThat(folder.resolve("cat-auto-x2.png")).exists();
        assertThat(Pictures.read(folder.resolve("cat-auto-x4.jpg")).getWidth()).isEqualTo(200);
        assertThat(Pictures.read(folder.resolve("cat-span-x2-span-x2.png")).getWidth())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"--threads=two", "--no-such-option", "--scale"})
    void whatCannotBeParsedIsAnsweredWithAHint(String option) {
        var ended = Azulejo.warm(folder).run("enhance", "cat.png", option);
        assertThat(ended.exitCode()).isEqualTo(USAGE);
        assertThat(ended.errorLines())
                .first()
                .asString()
                .startsWith("azulejo: ")
                .contains(option.replaceAll("=.*", ""));
        assertThat(ended.errorLines()).last().isEqualTo("Try 'azulejo enhance --help'.");
        assertThat(ended.errorLines().size()).isBetween(2, 3);
    }

    @Test
    void aCommandWithoutFilesSaysSo() {
        var ended = Azulejo.warm(folder).run("enhance");
        assertThat(ended.exitCode()).isEqualTo(USAGE);
        assertThat(ended.err()).contains("FILE");
    }

    @Test
    void namesWithSpacesDashesAndLettersOfAnyScript() throws Exception {
        var azulejo = Azulejo.warm(folder);
        Files.copy(folder.resolve("cat.png"), folder.resolve("a cat, 100 %s!.png"));
        Files.copy(folder.resolve("cat.png"), folder.resolve("-o.png"));
        // By a shell, since this JVM may run in a locale that knows no such letters.
        var cat = "caf\\303\\251 \\347\\214\\253 \\360\\237\\220\\210.png";
        assertThat(new ProcessBuilder("bash", "-c", "mkdir in && cp cat.png in/$'" + cat + "'")
                        .directory(folder.toFile())
                        .start()
                        .waitFor())
                .isZero();
        var ended = azulejo.with("LC_ALL", "C.UTF-8")
                .startedBy("bash", "-c", "exec \"$@\" in/$'" + cat + "'", "bash")
                .run("enhance", "-o", "out", "a cat, 100 %s!.png", "--", "-o.png");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(new ProcessBuilder("bash", "-c", "ls out/$'" + cat + "' out/-o.png 'out/a cat, 100 %s!.png'")
                        .directory(folder.toFile())
                        .inheritIO()
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void whereTheLocaleIsNoUtf8TheUserIsTold() throws Exception {
        var ended = Azulejo.in(folder)
                .with("LC_ALL", "C")
                .startedBy("bash", "-c", "exec \"$@\" $'caf\\303\\251.png'", "bash")
                .run("enhance");
        assertRefused(ended, Refusals.NO_INPUT, "set LC_ALL=C.UTF-8");
    }

    @Test
    void aQuotedPatternALinkAndAFolder() throws Exception {
        var azulejo = Azulejo.warm(folder);
        Pictures.write(Pictures.cat(40, 40), folder.resolve("in/deep/one.png"));
        Pictures.write(Pictures.cat(40, 50), folder.resolve("in/two.JPG"));
        Pictures.write(Pictures.cat(40, 50), folder.resolve("in/.hidden/three.png"));
        Files.createSymbolicLink(folder.resolve("link.png"), Path.of("in/deep/one.png"));
        var ended = azulejo.run("enhance", "in/**.png", "link.png", "-o", "patterns");
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(JobFolder.filesBelow(folder.resolve("patterns"))).containsExactly("deep/one.png", "link.png");
        assertThat(azulejo.run("enhance", "in", "-o", "all").exitCode()).isZero();
        assertThat(JobFolder.filesBelow(folder.resolve("all"))).containsExactly("deep/one.png", "two.JPG");
        assertThat(azulejo.run("enhance", folder.resolve("in") + "/*.JPG", "-o", "some")
                        .exitCode())
                .isZero();
        assertThat(JobFolder.filesBelow(folder.resolve("some"))).containsExactly("two.JPG");
        assertThat(JobFolder.filesBelow(folder.resolve("in"))).hasSize(3);
    }
}
