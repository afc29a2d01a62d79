package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.MIXED;
import static dev.azulejo.integration.command.Refusals.NO_INPUT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.integration.command.Azulejo.Ended;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What several files together give: exit codes, and which words go where.
class BatchIT {
    @TempDir
    Path folder;

    @BeforeEach
    void aCatAndSomeText() {
        Pictures.write(Pictures.cat(50, 40), folder.resolve("cat.png"));
        Pictures.write(Pictures.fading(Pictures.cat(50, 40)), folder.resolve("fading.png"));
        BadFiles.write(folder.resolve("text.jpg"), new byte[] {'a', 'b'});
        BadFiles.write(folder.resolve("more.jpg"), new byte[] {'c', 'd'});
    }

    @Test
    void failuresOfOneKindGiveTheirExitCodeOfSeveralKindsAnother() {
        var azulejo = Azulejo.warm(folder);
        assertThat(azulejo.run("enhance", "text.jpg", "more.jpg", "-o", "out").exitCode())
                .isEqualTo(BAD_IMAGE);
        assertThat(azulejo.run("enhance", "text.jpg", "none.png", "-o", "out").exitCode())
                .isEqualTo(MIXED);
        assertThat(azulejo.run("enhance", "cat.png", "none.png", "-o", "out").exitCode())
                .isEqualTo(NO_INPUT);
        assertThat(azulejo.run("plan", "cat.png", "none.png").exitCode()).isEqualTo(NO_INPUT);
        assertThat(azulejo.run("plan", "text.jpg", "none.png", "cat.png").exitCode())
                .isEqualTo(MIXED);
    }

    @Test
    void resultsGoToTheStandardOutputEverythingElseToTheErrorOutput() {
        var ended = Azulejo.warm(folder).run("enhance", "cat.png", "text.jpg", "-o", "out");
        assertThat(ended.outLines())
                .singleElement()
                .asString()
                .matches("cat\\.png → .*/out/cat\\.png  100x80, [0-9.]+ s; PNG, lossless: span-x2 alone");
        assertThat(ended.errorLines())
                .extracting(line -> line.replaceFirst("give a JPEG, PNG, .* file$", "give another")
                        .replaceFirst("; all \\d+ %, \\d+ s left$", "")) // foreseen by then, or not
                .containsExactly(
                        "azulejo: file 1 of 2, cat.png: 50x40 to 100x80, 1 tile",
                        "azulejo: text.jpg: is text, not an image; give another",
                        "azulejo: 1 enhanced, 1 failed",
                        "  text.jpg: is text, not an image; give another");
    }

    @Test
    void aFinishedBatchThatIsRunAgainSaysSo() {
        var azulejo = Azulejo.warm(folder);
        azulejo.run("enhance", "cat.png", "text.jpg", "-o", "out");
        var again = azulejo.run("enhance", "cat.png", "text.jpg", "fading.png", "-o", "out");
        assertThat(again.outLines().getFirst())
                .matches("cat\\.png → .*/out/cat\\.png  100x80, already there; PNG, lossless: span-x2 alone");
        assertThat(again.outLines().get(1)).matches("fading\\.png → .*  100x80, [0-9.]+ s; .*");
        assertThat(again.err()).contains("azulejo: 1 enhanced, 1 already there, 1 failed");
    }

    /// The line at the bottom is drawn over again and again, and none of it may stay.
    @Test
    void aTerminalShowsHowFarTheBatchIsAndKeepsTheResultsAlone() {
        var azulejo = Azulejo.in(folder).withJvm("-Dazulejo.terminal=true").startedBy(Screen.PTY);
        var shown = azulejo.run(
                        "enhance", "cat.png", "text.jpg", "fading.png", "-o", "out", "--steps=span-x2", "--threads=1")
                .out();
        assertThat(shown).contains("file 1 of 3: cat.png 0 % [", "; all 0 %", "file 3 of 3: fading.png 0 % [");
        assertThat(Screen.after(shown))
                .hasSize(5)
                .anySatisfy(line -> assertThat(line).matches("cat\\.png → .*/out/cat\\.png  100x80, [0-9.]+ s"))
                .anySatisfy(line -> assertThat(line).startsWith("azulejo: text.jpg: is text, not an image; "))
                .contains("azulejo: 2 enhanced, 1 failed")
                .noneMatch(line -> line.contains("file ") || line.contains("%"));
    }

    @Test
    void quietSaysNothingButErrors() {
        var azulejo = Azulejo.warm(folder);
        var fine = azulejo.run("enhance", "cat.png", "fading.png", "-o", "out", "--format=jpeg", "--quiet");
        assertThat(fine.exitCode()).isZero();
        assertThat(fine.out()).isEmpty();
        assertThat(fine.err()).isEmpty();

        var mixed = azulejo.run("enhance", "cat.png", "text.jpg", "-o", "out", "--quiet");
        assertThat(mixed.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(mixed.out()).isEmpty();
        assertThat(mixed.errorLines()).singleElement().asString().startsWith("azulejo: text.jpg: ");
    }

    @Test
    void whatIsLostOnTheWayIsSaid() {
        var ended = Azulejo.warm(folder).run("enhance", "fading.png", "-o", "out", "--format=jpeg");
        assertThat(ended.err()).contains("azulejo: fading.png: jpeg has no transparency: the image was put on white");
    }

    @Test
    void jsonIsALineForEachFileAndOneForAll() {
        var azulejo = Azulejo.warm(folder);
        var ended = azulejo.run("enhance", "cat.png", "text.jpg", "none.png", "-o", "out", "--json");
        assertThat(ended.exitCode()).isEqualTo(MIXED);
        var lines = parsed(ended);
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0).at("/file").asText()).isEqualTo("cat.png");
        assertThat(lines.get(0).at("/outcome/kind").asText()).isEqualTo("succeeded");
        assertThat(lines.get(0).at("/outcome/result/width").asInt()).isEqualTo(100);
        assertThat(lines.get(1).at("/outcome/kind").asText()).isEqualTo("rejected");
        assertThat(lines.get(2).at("/file").asText()).isEqualTo("none.png");
        assertThat(lines.get(2).at("/failure/exitCode").asInt()).isEqualTo(NO_INPUT);
        assertThat(lines.get(2).at("/failure/reason").asText()).isEqualTo("no-input");
        assertThat(lines.get(2).at("/failure/detail").asText()).isEqualTo("there is no such file");
        assertThat(lines.get(3).at("/totals/inferences").asInt()).isEqualTo(1);

        var quiet = azulejo.run("enhance", "cat.png", "-o", "out", "--json", "--quiet");
        assertThat(parsed(quiet)).hasSize(2);
        assertThat(quiet.err()).isEmpty();
    }

    @Test
    void planSaysWhatWouldBeDoneAndWritesNothing() {
        var azulejo = Azulejo.warm(folder);
        assertThat(azulejo.plan("cat.png", "--scale=4"))
                .contains("cat.png: 50x40 to 200x160 by auto", "takes   PNG, lossless: span-x4 alone", "needs")
                .doesNotContain("tiles", "shards", "strips", "files:");
        assertThat(azulejo.plan("cat.png", "--scale=4", "--details")).contains("tiles", "shards", "strips", "needs");
        assertThat(JobFolder.filesBelow(azulejo.cache())).isEmpty();
    }

    @Test
    void planOfSeveralFilesIsALineEachAndTheirSum() throws IOException {
        Files.createDirectory(folder.resolve("shots"));
        Pictures.write(Pictures.cat(120, 100), folder.resolve("shots/a.png"));
        Pictures.write(Pictures.cat(250, 150), folder.resolve("shots/b.png"));
        var azulejo = Azulejo.warm(folder);
        assertThat(azulejo.plan("shots", "--recipe=photo-x2").lines())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches("shots/a.png: 120x100 to 240x200 by photo-x2, about \\d+ seconds?"),
                        line -> assertThat(line)
                                .matches("shots/b.png: 250x150 to 500x300 by photo-x2, about \\d+ seconds?"),
                        line -> assertThat(line)
                                .matches(
                                        "2 files: 0.0 to 0.2 megapixels, about \\d+ seconds? on \\d+ threads \\(\\d+ seconds?"
                                                + " of CPU\\), at most \\d+ MiB of memory and \\d+ MiB of disk at a time, results of"
                                                + " about \\d+ MB"));
        assertThat(azulejo.plan("shots", "--recipe=photo-x2", "--details")).contains("shards", "2 files: ");
        assertThat(memory(azulejo.plan("shots", "--recipe=photo-x2", "--threads=2")))
                .as("both are enhanced at once, and each has a part of the heap")
                .isGreaterThan(30 + memory(azulejo.plan("shots", "--recipe=photo-x2", "--threads=1")));
        assertThat(azulejo.plan("shots", "--recipe=photo-x2", "--print=A4"))
                .endsWith(", printed with 12 to 21 pixels an inch of their own\n");
        var refused = azulejo.run("plan", "shots", "--recipe=photo-x2", "--max-pixels=20000");
        assertThat(refused.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(refused.err()).contains("shots/b.png: ");
        assertThat(refused.outLines()).last().asString().startsWith("1 of 2 files: 0.0 to 0.0 megapixels");
    }

    private static int memory(String plan) {
        return Integer.parseInt(plan.replaceAll("(?s).*at most (\\d+) MiB of memory.*", "$1"));
    }

    @Test
    void theTimeThatIsLeftIsSaidWithEachFile() throws IOException {
        Files.createDirectory(folder.resolve("many"));
        for (int number = 1; number <= 4; number++) {
            Pictures.write(Pictures.cat(200 + number, 150), folder.resolve("many/%d.png".formatted(number)));
        }
        BadFiles.write(folder.resolve("many/5.png"), new byte[] {'a'});
        var ended = Azulejo.warm(folder).run("enhance", "many", "-o", "larger");
        assertThat(ended.errorLines())
                .filteredOn(line -> line.startsWith("azulejo: file 4 of 5, "))
                .singleElement()
                .asString()
                .matches(".*, 1 tile; all \\d\\d %, \\d s left"); // nothing comes of the fifth
    }

    private static List<JsonNode> parsed(Ended ended) {
        var mapper = new ObjectMapper();
        return ended.outLines().stream()
                .map(line -> {
                    try {
                        return mapper.readTree(line);
                    } catch (JsonProcessingException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .toList();
    }
}
