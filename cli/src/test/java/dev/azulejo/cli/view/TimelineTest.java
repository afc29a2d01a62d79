package dev.azulejo.cli.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.port.Activity;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.local.exit.CommandFailure;
import dev.azulejo.local.exit.ExitCode;
import dev.azulejo.local.machine.SourceAccess;
import dev.azulejo.storage.Access;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
    private static final SourceAccess ALL = new SourceAccess(Access.OPEN);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameAFile() {
        file = folder.resolve("timeline.json");
    }

    @Test
    void eachSpanIsACompleteEventOnTheRowOfItsThread() throws Exception {
        try (var timeline = Timeline.to(file, ALL)) {
            try (var _ = timeline.begin(Activity.STRIP, 7)) {
                try (var _ = timeline.begin(Activity.RESAMPLE)) {
                    Thread.onSpinWait();
                }
            }
            var other = Thread.ofPlatform().name("tile-1").start(() -> {
                var rect = new Rect(2, 3, 40, 50);
                try (var _ = timeline.tile(4, new Tile(5, rect, rect), System.nanoTime() - 2_000)) {
                    Thread.onSpinWait();
                }
            });
            other.join();
        }
        var events = events(Files.readString(file));
        var strip = named(events, "strip");
        var resample = named(events, "resample");
        var tile = named(events, "tile");
        assertThat(strip.path("ph").asText()).isEqualTo("X");
        assertThat(strip.path("args")).hasToString("{\"strip\":7}");
        assertThat(strip.path("pid").asLong()).isEqualTo(ProcessHandle.current().pid());
        assertThat(resample.path("tid")).isEqualTo(strip.path("tid"));
        assertThat(begin(resample)).isGreaterThanOrEqualTo(begin(strip));
        assertThat(end(resample)).isLessThanOrEqualTo(end(strip));
        assertThat(tile.path("tid")).isNotEqualTo(strip.path("tid"));
        assertThat(tile.path("args").path("padded").asText()).isEqualTo("2,3+40x50");
        assertThat(tile.path("args").path("waited").asDouble()).isGreaterThanOrEqualTo(2);
        assertThat(events)
                .anySatisfy(event -> assertThat(event.toString())
                        .contains("\"thread_name\"", "\"tid\":" + tile.path("tid"), "\"tile-1\""));
        assertThat(begin(named(events, "start"))).isZero();
    }

    /// As the lanes of two jobs that run at once do.
    @Test
    void threadsThatAreCalledAlikeShareARowUnlessTheyMeet() throws Exception {
        try (var timeline = Timeline.to(file, ALL)) {
            var name = Thread.currentThread().getName();
            try (var _ = timeline.begin(Activity.STRIP, 1)) {
                var meets = Thread.ofPlatform().name(name).start(() -> {
                    try (var _ = timeline.begin(Activity.STRIP, 2)) {
                        timeline.begin(Activity.RESAMPLE).close();
                    }
                });
                meets.join();
            }
            Thread.ofPlatform()
                    .name(name)
                    .start(() -> timeline.begin(Activity.ENCODE).close())
                    .join();
        }
        var events = events(Files.readString(file));
        var rows = events.stream()
                .filter(event -> "strip".equals(event.path("name").asText()))
                .map(event -> event.path("tid").asInt())
                .toList();
        assertThat(rows).doesNotHaveDuplicates().hasSize(2);
        assertThat(named(events, "resample").path("tid").asInt()).isEqualTo(rows.getFirst());
        assertThat(named(events, "encode").path("tid").asInt()).isIn(rows);
    }

    @Test
    void oneThatIsKilledLacksTheLastBracketAlone() throws IOException {
        var timeline = Timeline.to(file, ALL);
        timeline.begin(Activity.DECODE, 64).close();
        assertThat(named(events(Files.readString(file) + "]"), "decode").path("args"))
                .hasToString("{\"row\":64}");
        timeline.close();
    }

    @Test
    void threadsThatFollowEachOtherUnderOneNameShareARow() throws Exception {
        try (var timeline = Timeline.to(file, ALL)) {
            for (int each = 0; each < 2; each++) {
                Thread.ofVirtual()
                        .name("lane-1")
                        .start(() -> timeline.begin(Activity.WAIT).close())
                        .join();
            }
        }
        assertThat(events(Files.readString(file)).stream()
                        .filter(event -> event.path("name").asText().equals("wait for tile"))
                        .map(event -> event.path("tid").asInt())
                        .distinct())
                .hasSize(1);
    }

    @Test
    void nothingIsReplacedAndALinkIsNotFollowed() throws IOException {
        Files.writeString(file, "mine");
        assertRefused(file, "exists, and a timeline replaces nothing");
        assertThat(file).hasContent("mine");
        var link = Files.createSymbolicLink(folder.resolve("link.json"), folder.resolve("nowhere.json"));
        assertRefused(link, "exists, and a timeline replaces nothing");
        assertThat(folder.resolve("nowhere.json")).doesNotExist();
        assertRefused(folder.resolve("no folder/timeline.json"), "cannot be written");
        assertRefused(folder, "exists, and a timeline replaces nothing");
    }

    @Test
    void nobodyMayReadItWhoMayNotReadTheImages() throws IOException {
        Timeline.to(file, new SourceAccess(Access.OWNER)).close();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aDiskThatFillsUpEndsTheTimelineAndNotTheWork() {
        var timeline = new Timeline(
                new OutputStream() {
                    @Override
                    public void write(int b) throws IOException {
                        throw new IOException("No space left on device");
                    }
                },
                System.nanoTime());
        timeline.begin(Activity.ENCODE, 0).close();
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(timeline::close)
                .withMessageContaining("No space left on device")
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.DISK));
    }

    private static void assertRefused(Path path, String words) {
        assertThatExceptionOfType(CommandFailure.class)
                .isThrownBy(() -> Timeline.to(path, ALL))
                .withMessageContainingAll("--trace-timeline " + path, words)
                .satisfies(failure -> assertThat(failure.exitCode()).isEqualTo(ExitCode.NO_OUTPUT));
    }

    private static List<JsonNode> events(String json) throws IOException {
        return StreamSupport.stream(new JsonMapper().readTree(json).spliterator(), false)
                .toList();
    }

    private static JsonNode named(List<JsonNode> events, String name) {
        return events.stream()
                .filter(event -> event.path("name").asText().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static double begin(JsonNode event) {
        return event.path("ts").asDouble();
    }

    private static double end(JsonNode event) {
        return begin(event) + event.path("dur").asDouble();
    }
}
