package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.integration.command.Azulejo.Ended;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `--also`: several results of one image, for which the models run once.
class AlsoIT {
    private static final JsonMapper JSON = new JsonMapper();

    private static final int MOST_TRIES = 20;
    private static final int KILLED = 128 + 9;

    /// So that there are several tiles in several shards.
    private static final List<String> CUT = List.of("--recipe=photo-x2", "--tile=54", "--shard-tiles=2");

    @TempDir
    Path folder;

    private Azulejo azulejo = new Azulejo(Path.of(""), Map.of(), List.of(), List.of());

    @BeforeEach
    void aCat() {
        azulejo = withACat("once");
    }

    private Azulejo withACat(String name) {
        var its = Azulejo.warm(folder.resolve(name));
        Pictures.write(Pictures.cat(70, 52), its.folder().resolve("cat.png"));
        return its;
    }

    /// Each result has the bytes that it would have alone, in a cache of its own.
    @Test
    void eachResultIsWhatItWouldBeAloneAndTheModelsRunOnce() {
        var all = succeeded(enhance(
                azulejo,
                "out/cat.png",
                "--also=91w.png",
                "--also=50x50.jpg",
                "--also=webp",
                "--also=min400.png",
                "--fit=cover",
                "--quality=80"));
        assertThat(all).hasSize(2);
        assertThat(all.getFirst().path("outcome").path("also")).hasSize(4);
        var alone = List.of(
                alone("cat.png"),
                alone("cat-91w.png", "--width=91"),
                alone("cat-50x50.jpg", "--width=50", "--height=50", "--fit=cover", "--quality=80"),
                alone("cat.webp", "--quality=80"),
                alone("cat-min400.png", "--at-least=400"));
        assertThat(JobFolder.filesBelow(out()))
                .containsExactly("cat-50x50.jpg", "cat-91w.png", "cat-min400.png", "cat.png", "cat.webp");
        assertThat(inferences(all)).isEqualTo(inferences(alone.getFirst())).isPositive();
        assertThat(List.of("cat.png", "cat-91w.png", "cat-50x50.jpg", "cat-min400.png"))
                .extracting(name -> size(Pictures.read(out().resolve(name))))
                .containsExactly(new Size(140, 104), new Size(91, 68), new Size(50, 50), new Size(400, 297));
        assertThat(webpSize(out().resolve("cat.webp"))).isEqualTo(new Size(140, 104));
        assertThat(all.getFirst().path("outcome").path("warnings").toString())
                .contains("photo-x2 enlarges 2 times: the rest to 400x297, 2.9 times, is interpolated");
        assertNoPixelsAreLeft(azulejo);
    }

    private Path out() {
        return azulejo.folder().resolve("out");
    }

    /// Makes a result by itself and compares it with the one beside others.
    ///
    /// @return what the run printed
    private List<JsonNode> alone(String name, String... options) {
        var other = withACat("alone-" + name);
        var printed = succeeded(enhance(other, "out/" + name, options));
        assertThat(Pictures.sha256(out().resolve(name)))
                .as(name)
                .isEqualTo(Pictures.sha256(other.folder().resolve("out").resolve(name)));
        return printed;
    }

    @Test
    void withoutAnOutputOrInAFolderNamesSayTheSize() {
        assertThat(azulejo.run("enhance", "cat.png", "--also=91w.webp", "--also=JPEG", "--recipe=photo-x2")
                        .exitCode())
                .isZero();
        assertThat(JobFolder.filesBelow(azulejo.folder()))
                .contains("cat-photo-x2.png", "cat-photo-x2-91w.webp", "cat-photo-x2.jpg");
        assertThat(azulejo.run("enhance", "cat.png", "-o", "out", "--also=a6.jpg", "--also=30pct.png")
                        .exitCode())
                .isZero();
        assertThat(JobFolder.filesBelow(out())).containsExactly("cat-30pct.png", "cat-a6.jpg", "cat.png");
    }

    @ParameterizedTest
    @CsvSource({
        "1200, '--also is ''1200'', neither a size and a format such as 1200w.webp nor a format alone; sizes are 1200w, '",
        "0w.webp, '--also is ''0w.webp'', neither a size'",
        "120w.gif, '--also is ''120w.gif'', neither a size and a format'",
        "a9.png, '--also is ''a9.png'', neither a size'",
        "99999999w.png, '--also 99999999w.png: width is 99999999, not a whole number from 1 to 10000000'",
        "20000pct.png, '--also 20000pct.png: percent is ''20000'', not a number above 0 and up to 10000'",
        "png, 'two results of cat.png would both become '",
        "webp, '--also webp asks for no compression, which is for TIFF alone'",
    })
    void aSpecThatCannotBeIsRefusedBeforeAnyWork(String spec, String advice) {
        var compression =
                spec.equals("webp") ? List.of("--compression=none", "--format=tiff") : List.of("--quality=90");
        var ended = azulejo.run(Stream.concat(
                        Stream.of("enhance", "cat.png", "-o", "out", "--also=70w.tiff", "--also=" + spec),
                        compression.stream())
                .toArray());
        assertRefused(ended, spec.equals("png") ? NO_OUTPUT : USAGE, advice);
        assertThat(out()).doesNotExist();
        assertThat(azulejo.work()).doesNotExist();
    }

    @Test
    void twoResultsOfOneNameOrOneThatIsASourceAreRefused() {
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out", "--also=70w.jpg", "--also=70w.jpeg"),
                NO_OUTPUT,
                "two results of cat.png would both become ",
                "cat-70w.jpg; leave one of them out");
        Pictures.write(Pictures.cat(40, 40), azulejo.folder().resolve("cat-auto-70w.png"));
        assertRefused(
                azulejo.run("enhance", "cat.png", "cat-auto-70w.png", "--also=70w.png"),
                NO_OUTPUT,
                "cat-auto-70w.png would be overwritten by a result; name another output with -o");
        assertThat(azulejo.work()).doesNotExist();
    }

    @Test
    void whereTheImageIsRefusedThereIsNoResult() throws IOException {
        Files.writeString(azulejo.folder().resolve("text.png"), "no picture");
        var ended = azulejo.run("enhance", "text.png", "-o", "out", "--also=70w.jpg", "--json");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.err()).containsOnlyOnce("text.png: ");
        assertThat(JobFolder.filesBelow(out())).isEmpty();
    }

    @Test
    void planListsThemAll() {
        var planned = azulejo.run("plan", "cat.png", "--also=91w.webp", "--also=35x35.png");
        assertThat(planned.exitCode()).isZero();
        assertThat(planned.out()).contains("  also    91x68 as webp, 1 strips", "  also    35x26 as png, 1 strips");
        var refused = azulejo.run("plan", "cat.png", "--also=91w.webp", "--also=17000w.webp");
        assertThat(refused.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(refused.err()).contains("for 17000w.webp it gives a result of 17,000 pixels a side");
    }

    /// Some of its strips are there: what the models have made is still good.
    @Test
    void killedWhileItIsStitchedTheSameCommandMakesAllWithoutAModel() {
        var further = new String[] {"--also=91w.png", "--also=92w.png", "--also=93w.png", "--also=94w.png", "-q"};
        for (int tries = 1; !isKilledWhileItIsStitched(further); tries++) {
            assertThat(tries).as("runs that were done before they were seen").isLessThan(MOST_TRIES);
            azulejo = withACat("again-" + tries);
        }
        var all = succeeded(enhance(azulejo, "out/cat.png", further));
        assertThat(inferences(all)).isZero();
        assertThat(JobFolder.filesBelow(out()))
                .containsExactly("cat-91w.png", "cat-92w.png", "cat-93w.png", "cat-94w.png", "cat.png");
        alone("cat-94w.png", "--width=94");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void aResultThatIsAskedForLaterIsMadeByTheModelsAnew() {
        var first = succeeded(enhance(azulejo, "out/cat.png"));
        assertThat(inferences(first)).isPositive();
        var later = succeeded(enhance(azulejo, "out/cat.png", "--also=91w.png"));
        assertThat(inferences(later)).isEqualTo(inferences(first));
        assertThat(inferences(succeeded(enhance(azulejo, "out/cat.png", "--also=91w.png"))))
                .isZero();
        assertNoPixelsAreLeft(azulejo);
    }

    private boolean isStitching() {
        var jobs = azulejo.work().resolve("jobs").toFile().listFiles();
        return jobs != null
                && Arrays.stream(jobs)
                        .anyMatch(job -> job.toPath().resolve("strips").toFile().exists());
    }

    /// Whether the run was caught: on a busy machine it may be done before it is seen to be stitching.
    private boolean isKilledWhileItIsStitched(String... options) {
        var running = azulejo.start(arguments("out/cat.png", options));
        while (running.process().isAlive() && !isStitching()) {
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
        running.process().destroyForcibly();
        return running.ended().exitCode() == KILLED;
    }

    private static Ended enhance(Azulejo azulejo, String output, String... options) {
        return azulejo.run(arguments(output, options));
    }

    private static Object[] arguments(String output, String... options) {
        var arguments = new ArrayList<Object>(List.of("enhance", "cat.png", "-o", output, "--json"));
        arguments.addAll(CUT);
        arguments.addAll(Arrays.asList(options));
        return arguments.toArray();
    }

    /// The lines that a run printed, the last of them its totals.
    private static List<JsonNode> succeeded(Ended ended) {
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.outLines().stream().map(AlsoIT::parsed).toList();
    }

    private static JsonNode parsed(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int inferences(List<JsonNode> printed) {
        return printed.getLast().path("totals").path("inferences").asInt(-1);
    }

    private static Size size(BufferedImage picture) {
        return new Size(picture.getWidth(), picture.getHeight());
    }

    /// As its extended header says; 24 bits each, less 1. (WebP container specification)
    private static Size webpSize(Path file) {
        try {
            var bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
            assertThat(new String(bytes.array(), 8, 8, StandardCharsets.US_ASCII))
                    .isEqualTo("WEBPVP8X");
            return new Size(1 + (bytes.getInt(24) & 0xffffff), 1 + (bytes.getInt(27) & 0xffffff));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
