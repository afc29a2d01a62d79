package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.NO_OUTPUT;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.port.Activity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `--trace-timeline` tells of a run.
class TimelineIT {
    /// Microseconds are told with three digits; sums of such numbers are not exact.
    private static final double EXACT = 0.0005;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void aCat() {
        file = folder.resolve("timeline.json");
        Pictures.write(Pictures.cat(90, 70), folder.resolve("cat.png"));
    }

    @Test
    void itCoversAllThatTheStagesDoAndSpansOfAThreadNest() throws IOException {
        // models that want a sample, and a size that is resampled
        var azulejo = Azulejo.warm(folder);
        var order = List.of("cat.png", "-o", "out.png", "--recipe=restore-x2", "--width=120", "--tile=70");
        azulejo.enhance(Stream.concat(order.stream(), Stream.of("--trace-timeline=" + file))
                .toArray());
        assertThat(azulejo.enhance(order.toArray())).as("no part of the job").contains("already there");

        var events = events(Files.readString(file));
        var spans = events.stream()
                .filter(event -> event.path("ph").asText().equals("X"))
                .toList();
        assertThat(spans.stream().map(span -> span.path("name").asText()))
                .containsAll(Stream.of(
                                Stream.of("start", "tile"),
                                Arrays.stream(StageTrigger.values())
                                        .map(stage -> stage.name().toLowerCase(Locale.ROOT)),
                                Arrays.stream(Activity.values()).map(Activity::text))
                        .flatMap(names -> names)
                        .toList());
        var rows = spans.stream()
                .collect(Collectors.groupingBy(span -> span.path("tid").asInt()));
        rows.values().forEach(TimelineIT::assertNested);
        assertThat(events.stream()
                        .filter(event -> event.path("name").asText().equals("thread_name"))
                        .map(event -> event.path("tid").asInt()))
                .containsExactlyInAnyOrderElementsOf(rows.keySet());
        assertThat(rows.values())
                .as("models run on threads of their own")
                .anySatisfy(row -> assertThat(row)
                        .extracting(span -> span.path("name").asText())
                        .contains("tile", "model")
                        .doesNotContain("plan"));
    }

    @Test
    void aRunThatIsKilledLeavesWhatWasDoneUntilThen() throws IOException, InterruptedException {
        var running = Azulejo.in(folder)
                .start(
                        "enhance",
                        "cat.png",
                        "-o",
                        "out.png",
                        "--recipe=photo-x4",
                        "--tile=70",
                        "--trace-timeline=" + file);
        while (true) {
            boolean isAlive = running.process().isAlive(); // asked first: it may end while the file is read
            if (Files.exists(file) && Files.readString(file).contains("\"name\":\"tile\"")) {
                break;
            }
            assertThat(isAlive).as(running.saidSoFar()).isTrue();
            Thread.sleep(1);
        }
        running.process().destroyForcibly().waitFor();
        var left = Files.readString(file);
        assertThat(events(left.endsWith("]\n") ? left : left + "]"))
                .anySatisfy(event -> assertThat(event.path("name").asText()).isEqualTo("tile"));
    }

    @Test
    void whatLiesThereIsNotReplacedAndNothingIsBegun() throws IOException {
        Files.writeString(file, "mine");
        var azulejo = Azulejo.warm(folder);
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out.png", "--trace-timeline=timeline.json"),
                NO_OUTPUT,
                "--trace-timeline timeline.json exists");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out.png", "--trace-timeline=cat.png/a"),
                NO_OUTPUT,
                "--trace-timeline cat.png/a cannot be written");
        assertThat(file).hasContent("mine");
        assertThat(folder.resolve("out.png")).doesNotExist();
    }

    /// Each that begins within another ends within it.
    private static void assertNested(List<JsonNode> spans) {
        var open = new ArrayDeque<JsonNode>();
        var inOrder = spans.stream()
                .sorted(Comparator.comparingDouble(TimelineIT::begin)
                        .thenComparing(
                                Comparator.comparingDouble(TimelineIT::end).reversed()))
                .toList();
        for (var span : inOrder) {
            while (!open.isEmpty() && end(open.element()) <= begin(span) + EXACT) {
                open.pop();
            }
            if (!open.isEmpty()) {
                assertThat(end(span))
                        .as("%s within %s", span, open.element())
                        .isLessThanOrEqualTo(end(open.element()) + EXACT);
            }
            open.push(span);
        }
    }

    private static double begin(JsonNode span) {
        return span.path("ts").asDouble();
    }

    private static double end(JsonNode span) {
        return begin(span) + span.path("dur").asDouble();
    }

    private static List<JsonNode> events(String json) throws IOException {
        return StreamSupport.stream(new JsonMapper().readTree(json).spliterator(), false)
                .toList();
    }
}
