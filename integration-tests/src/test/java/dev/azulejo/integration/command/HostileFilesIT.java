package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.MIXED;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.imaging.hostile.HostileFile;
import dev.azulejo.imaging.hostile.HostilePngs;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that were made to hurt, by both ways in that this machine has: whatever one of them does, the file after it
/// is done, and the process stays small. What the functions make of them, a test of theirs tells.
@Tag("slow")
class HostileFilesIT {
    private static final long MOST_BYTES = 600_000_000;

    @TempDir
    Path folder;

    /// With the heap that the launcher gives.
    private Azulejo azulejo() {
        return Azulejo.in(folder).with("MALLOC_MMAP_THRESHOLD_", "1048576").withJvm("-Xmx576m", "-XX:MaxNewSize=96m");
    }

    @Test
    void enhanceDoesTheFileAfterEach() throws IOException {
        var in = Files.createDirectories(folder.resolve("in"));
        for (var file : HostileFile.all()) {
            Files.write(in.resolve(file.name()), file.bytes());
        }
        Pictures.write(Pictures.cat(64, 48), in.resolve("zz-good.png"));
        var running = azulejo()
                .start(
                        "enhance",
                        in,
                        "-o",
                        "out",
                        "--recipe=resize",
                        "--percent=50",
                        "--format=jpeg",
                        "--report=r.json");
        var peak = PeakMemory.of(running.process());
        var ended = running.ended();
        var rows = rows(folder.resolve("r.json"));
        print("enhance", rows, peak);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(BAD_IMAGE);
        var expected = new TreeMap<String, String>(Map.of("zz-good.png", "enhanced"));
        HostileFile.all().forEach(file -> expected.put(file.name(), file.isRefused() ? "failed" : "enhanced"));
        assertThat(statuses(rows)).isEqualTo(expected);
        assertThat(peak.bytes()).isLessThan(MOST_BYTES);
    }

    @Test
    void watchDoesTheFileAfterEach() throws IOException {
        var watched = new WatchedFolder(
                azulejo(),
                Files.createDirectories(folder.resolve("in")),
                Files.createDirectories(folder.resolve("out")));
        watched.put("resize/azulejo.json", "{\"percent\": 50, \"format\": \"jpeg\"}".getBytes(StandardCharsets.UTF_8));
        for (var file : HostileFile.all()) {
            watched.put("resize/" + file.name(), file.bytes());
        }
        watched.put("resize/zz-good.png", Pictures.cat(64, 48));
        var running = watched.azulejo().start(watched.arguments("--once", "--settle=0"));
        var peak = PeakMemory.of(running.process());
        var ended = running.ended();
        System.out.printf(
                "watch: %d files, exit %d, peak %d MB in all processes%n",
                HostileFile.all().size() + 1, ended.exitCode(), peak.bytes() / 1_000_000);
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(BAD_IMAGE);
        var expected = new ArrayList<>(List.of("resize/zz-good.png.jpg"));
        HostileFile.all().forEach(file -> expected.add("resize/" + file.name() + ending(file)));
        assertThat(watched.visible()).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(peak.bytes()).isLessThan(MOST_BYTES);
    }

    /// What the outbox has behind the name of a source; results of the same format have its name.
    private static String ending(HostileFile file) {
        if (file.isRefused()) {
            return ".error.json";
        }
        return file.name().endsWith(".jpg") ? "" : ".jpg";
    }

    /// GLib wrote to the terminal what it thought of such a width; for such a height libheif decoded what is there once
    /// for each of the rows that were asked for. Found by fuzzing.
    @ParameterizedTest
    @CsvSource(textBlock = """
            8,  268435480, whose decoder would need
            12, 25368,     damaged in rows 0 to 15 (
            """)
    void aHeaderThatPromisesTooMuchIsRefusedSoonAndInOneLine(int at, int pixels, String words) throws IOException {
        Pictures.write(Pictures.cat(24, 24), folder.resolve("a.png"));
        assertThat(azulejo()
                        .run("enhance", "a.png", "-o", "wide.avif", "--recipe=resize", "--percent=100")
                        .exitCode())
                .isZero();
        var avif = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("wide.avif")));
        var extents = new String(avif.array(), StandardCharsets.ISO_8859_1).indexOf("ispe"); // ISO 23008-12, 6.5.3
        avif.putInt(extents + at, pixels);
        Files.write(folder.resolve("wide.avif"), avif.array());

        var ended = azulejo().run("enhance", "wide.avif", "-o", "b.png", "--recipe=resize", "--width=40");

        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.errorLines())
                .singleElement()
                .asString()
                .startsWith("azulejo: ")
                .contains(words);
    }

    /// Each by itself fills a disk, or takes days.
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {"width": 300000, "format": "tiff", "compression": "none"} | or raise max-result-pixels
            {"width": 40000, "format": "tiff", "compression": "none"} | or raise max-result-bytes
            {"tile": 16}        | tile is an option of the command alone; leave it out
            {"shard-tiles": 1}  | shard-tiles is an option of the command alone; leave it out
            {"strip-rows": 1}   | strip-rows is an option of the command alone; leave it out
            """)
    void aSidecarCannotAskForMoreThanTheMachineGives(String sidecar, String why) throws IOException {
        var watched = WatchedFolder.in(folder);
        watched.put("resize/a.png.azulejo.json", sidecar.getBytes(StandardCharsets.UTF_8));
        watched.put("resize/a.png", HostilePngs.tiny());
        watched.put("resize/b.png.azulejo.json", "{\"percent\": 50}".getBytes(StandardCharsets.UTF_8));
        watched.put("resize/b.png", HostilePngs.tiny());
        watched.once("--settle=0", "--max-result-bytes=1G");
        assertThat(watched.visible()).containsExactlyInAnyOrder("resize/a.png.error.json", "resize/b.png");
        assertThat(Files.readString(watched.outbox().resolve("resize/a.png.error.json")))
                .contains(why);
    }

    /// More than any disk has: nothing to wait for.
    @Test
    void whatNeedsMoreThanTheWholeDiskIsRefused() throws IOException {
        var watched = WatchedFolder.in(folder);
        watched.put(
                "resize/azulejo.json",
                "{\"width\": 9000000, \"format\": \"tiff\", \"compression\": \"none\"}"
                        .getBytes(StandardCharsets.UTF_8));
        watched.put("resize/a.png", HostilePngs.tiny());
        watched.once("--settle=0", "--max-result-pixels=1e15", "--max-result-bytes=1e16", "--max-time=9999d");
        assertThat(watched.visible()).containsExactly("resize/a.png.error.json");
        assertThat(Files.readString(watched.outbox().resolve("resize/a.png.error.json")))
                .contains("GB of disk while it works", "GB in all; ask for a smaller size");
    }

    @Test
    void planSaysTheSameOfAResultThatIsTooLarge() throws IOException {
        Files.write(folder.resolve("a.png"), HostilePngs.tiny());
        var ended = azulejo().run("plan", "a.png", "--recipe=resize", "--width=300000");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(ended.err())
                .contains("becomes 300000x300000 = 90,000,000,000 pixels, the limit is 4,000,000,000;"
                        + " ask for a smaller size, or raise max-result-pixels");
    }

    /// A result that is encoded whole, in a heap that is too small for it.
    @Test
    void runningOutOfMemoryCostsOneFile() throws IOException {
        Files.write(folder.resolve("a.png"), HostilePngs.black(64));
        Files.write(folder.resolve("b.png"), HostilePngs.black(4));
        var ended = Azulejo.in(folder)
                .withJvm("-Xmx100m")
                .run(
                        "enhance",
                        "a.png",
                        "b.png",
                        "none.png",
                        "-o",
                        "out",
                        "--recipe=resize",
                        "--percent=10000",
                        "--format=webp");
        assertThat(ended.err()).contains("needs more memory than azulejo may take, which is");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(MIXED);
        assertThat(folder.resolve("out/b.png.webp")).exists();
    }

    /// A directory of a zip that is longer than the heap, nearly all of it comments.
    @Test
    void theDirectoryOfAPyramidIsNotHeld() throws IOException {
        int entries = 12_000;
        int comment = 0xffff;
        try (var file =
                FileChannel.open(folder.resolve("a.szi"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            var entry = ByteBuffer.allocate(46)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(0x02014b50)
                    .putShort(32, (short) comment);
            for (int i = 0; i < entries; i++) {
                file.write(entry.position(0), (long) i * (entry.capacity() + comment)); // the rest is a hole
            }
            long length = (long) entries * (entry.capacity() + comment);
            var end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN).putInt(0x06054b50);
            end.putShort(8, (short) entries).putShort(10, (short) entries).putInt(12, (int) length);
            file.write(end.position(0), length);
        }
        var ended = azulejo().run("compare", "a.szi");
        assertThat(ended.err()).contains("a.szi is no pyramid: it has no .dzi");
        assertThat(ended.exitCode()).isEqualTo(BAD_IMAGE);
    }

    private static JsonNode rows(Path report) throws IOException {
        return new ObjectMapper().readTree(Files.readAllBytes(report));
    }

    private static Map<String, String> statuses(JsonNode rows) {
        var statuses = new TreeMap<String, String>();
        rows.forEach(row -> statuses.put(
                String.valueOf(Path.of(row.path("file").asText()).getFileName()),
                row.path("status").asText()));
        return statuses;
    }

    private static void print(String door, JsonNode rows, PeakMemory peak) {
        rows.forEach(row -> System.out.printf(
                "%s | %s | %s | %.1f s | %s%n",
                door,
                Path.of(row.path("file").asText()).getFileName(),
                row.path("status").asText(),
                row.path("seconds").asDouble(),
                row.path("error").asText(row.path("warnings").toString())));
        System.out.printf("%s: peak %d MB%n", door, peak.bytes() / 1_000_000);
    }
}
