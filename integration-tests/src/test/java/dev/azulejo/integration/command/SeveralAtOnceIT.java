package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Small files that are enhanced at once: what they give, and when they are not.
class SeveralAtOnceIT {
    private static final int FILES = 7;

    /// One that is broken behind its header.
    private static final int BROKEN = 3;

    @TempDir
    Path folder;

    @BeforeEach
    void sevenCats() throws IOException {
        Files.createDirectory(folder.resolve("cats"));
        for (int number = 0; number < FILES; number++) {
            Pictures.write(Pictures.cat(60 + 9 * (FILES - number), 50), cat(number));
        }
        var whole = Files.readAllBytes(cat(BROKEN));
        Files.write(cat(BROKEN), Arrays.copyOf(whole, whole.length / 2));
    }

    private Path cat(int number) {
        return folder.resolve("cats/%d.png".formatted(number));
    }

    @Test
    void theyGiveTheSameAndAreToldInTheirOrder() throws IOException {
        var azulejo = Azulejo.warm(folder);
        var ended = enhance(azulejo, "out", "--threads=2", timeline("both.json"), "--report=rows.csv");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.outLines())
                .extracting(line -> line.substring(0, "cats/0.png".length()))
                .containsExactlyElementsOf(
                        whole().mapToObj("cats/%d.png"::formatted).toList());
        assertThat(Files.readAllLines(folder.resolve("rows.csv")).stream().skip(1))
                .extracting(row -> row.substring(0, "cats/0.png".length()))
                .containsExactlyElementsOf(IntStream.range(0, FILES)
                        .mapToObj("cats/%d.png"::formatted)
                        .toList());
        assertThat(ended.err()).contains("azulejo: 6 enhanced, 1 failed");
        assertThat(atOnce("both.json")).isTrue();

        enhance(azulejo, "one", "--threads=1", timeline("one.json"));
        assertThat(atOnce("one.json")).isFalse();
        for (int number : whole().toArray()) {
            assertThat(folder.resolve("out/%d.png".formatted(number)))
                    .hasSameBinaryContentAs(folder.resolve("one/%d.png".formatted(number)));
        }
        assertThat(folder.resolve("out/%d.png".formatted(BROKEN))).doesNotExist();
    }

    /// There are 64 MB beside the process itself, and each of them takes more than half of that.
    @Test
    void oneAfterAnotherWhereMemoryIsShort() throws IOException {
        enhance(Azulejo.warm(folder), "out", "--threads=2", "--memory=250M", timeline("short.json"));
        assertThat(atOnce("short.json")).isFalse();
    }

    @Test
    void aBatchThatIsKilledGoesOn() throws Exception {
        var azulejo = Azulejo.in(folder);
        var undisturbed = enhance(azulejo, "whole", "--threads=2");
        assertThat(undisturbed.exitCode()).isEqualTo(BAD_IMAGE);
        var running = azulejo.start(arguments("out", "--threads=2"));
        while (!Files.exists(folder.resolve("out/1.png"))) {
            assertThat(running.process().isAlive()).as(running.saidSoFar()).isTrue();
            Thread.sleep(1);
        }
        running.process().destroyForcibly().waitFor();
        var again = enhance(azulejo, "out", "--threads=2");
        assertThat(again.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(again.err()).contains(" 1 failed").doesNotContain("cats/1.png: ");
        for (int number : whole().toArray()) {
            assertThat(folder.resolve("out/%d.png".formatted(number)))
                    .hasSameBinaryContentAs(folder.resolve("whole/%d.png".formatted(number)));
        }
    }

    /// By its whole path, as it must be in a JVM that has run before.
    private String timeline(String name) {
        return "--trace-timeline=" + folder.resolve(name);
    }

    private static IntStream whole() {
        return IntStream.range(0, FILES).filter(number -> number != BROKEN);
    }

    private static Azulejo.Ended enhance(Azulejo azulejo, String out, String... options) {
        return azulejo.run(arguments(out, options));
    }

    private static Object[] arguments(String out, String... options) {
        return Stream.concat(Stream.of("enhance", "cats", "-o", out, "--recipe=photo-x2"), Stream.of(options))
                .toArray();
    }

    /// Whether a stage of one file ran while one of another did.
    private boolean atOnce(String timeline) throws IOException {
        var stages = StreamSupport.stream(
                        new JsonMapper()
                                .readTree(folder.resolve(timeline).toFile())
                                .spliterator(),
                        false)
                .filter(event -> event.path("args").has("job"))
                .toList();
        assertThat(stages).isNotEmpty();
        return stages.stream().anyMatch(one -> stages.stream().anyMatch(other -> meet(one, other)));
    }

    private static boolean meet(JsonNode one, JsonNode other) {
        var spans = List.of(one, other);
        double lastBegin = spans.stream()
                .mapToDouble(span -> span.path("ts").asDouble())
                .max()
                .orElseThrow();
        double firstEnd = spans.stream()
                .mapToDouble(
                        span -> span.path("ts").asDouble() + span.path("dur").asDouble())
                .min()
                .orElseThrow();
        return !one.at("/args/job").equals(other.at("/args/job")) && lastBegin < firstEnd;
    }
}
