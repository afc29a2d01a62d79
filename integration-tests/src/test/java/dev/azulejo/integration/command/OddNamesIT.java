package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Names that would do something to whoever reads them: to a terminal, to a spreadsheet, to the eye.
class OddNamesIT {
    private static final String ESCAPE = "a\u001b]0;title\u0007.png";
    private static final String C1 = "b\u009b31m.png";
    private static final String TURNED = "c\u202egnp.png";
    private static final String FORMULA = "=HYPERLINK(1)&.png";

    @TempDir
    Path folder;

    @Test
    void nothingIsPrintedThatATerminalObeys() throws IOException {
        for (var name : List.of(ESCAPE, C1, TURNED, FORMULA)) {
            Pictures.write(Pictures.cat(20, 16), folder.resolve(name));
        }
        var azulejo = Azulejo.warm(folder);
        var ended = azulejo.run(arguments("--json", "rows.json"));
        var again = azulejo.run(arguments("-q", "rows.csv"));
        var plan = azulejo.run("plan", "--recipe", "photo-x2", TURNED);
        assertThat(ended.err()).as("a refusal is no internal error").contains("give the file another name");
        assertThat(Stream.of(ended.out(), ended.err(), again.err(), plan.out(), read("rows.csv"), read("rows.json")))
                .allSatisfy(OddNamesIT::assertPrintable)
                .noneSatisfy(text -> assertThat(text).contains("    at ", "internal error"));
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactlyInAnyOrder(TURNED, FORMULA);

        var files = new ArrayList<String>();
        for (var row : new JsonMapper().readTree(read("rows.json"))) {
            files.add(row.get("file").asText());
        }
        assertThat(files).as("JSON says what the names are").containsExactlyInAnyOrder(ESCAPE, C1, TURNED, FORMULA);
        assertThat(read("rows.csv").lines()).anyMatch(line -> line.startsWith("'=HYPERLINK(1)&.png,"));
    }

    @Test
    void neitherIsAReportBesideResults() throws IOException {
        var watched = WatchedFolder.in(folder);
        watched.put("photo-x2/" + TURNED, "no picture".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        watched.put("photo-x2/" + C1, Pictures.cat(20, 16));
        var ended = watched.once();
        assertThat(watched.results()).containsExactly("photo-x2/" + TURNED + ".error.json");
        var report = Files.readString(watched.outbox().resolve("photo-x2/" + TURNED + ".error.json"));
        assertThat(Stream.of(report, ended.out(), ended.err())).allSatisfy(OddNamesIT::assertPrintable);
        assertThat(new JsonMapper().readTree(report).findValuesAsText("key")).contains("photo-x2/" + TURNED);
    }

    @Test
    void aPipeAndAnAtAreNamesLikeOthers() throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.png").toString())
                        .start()
                        .waitFor())
                .isZero();
        Pictures.write(Pictures.cat(20, 16), folder.resolve("@a.png"));
        var ended = Azulejo.warm(folder)
                .run(
                        "enhance",
                        "--recipe",
                        "resize",
                        "--percent",
                        "50",
                        "--pages",
                        "all",
                        "-o",
                        "out/",
                        "pipe.png",
                        "@a.png");
        assertThat(ended.err()).contains("pipe.png", "is a pipe or a device");
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("@a.png");
    }

    /// Neither is opened; each source is told why it has no result.
    @Test
    void optionsBehindALinkOrAPipeAreRefused() throws IOException, InterruptedException {
        var watched = WatchedFolder.in(folder);
        watched.put("photo-x2/a.png", Pictures.cat(20, 16));
        watched.put("photo-x2/b.png", Pictures.cat(20, 16));
        var inbox = watched.inbox().resolve("photo-x2");
        Files.createSymbolicLink(inbox.resolve("a.png.azulejo.json"), Path.of("/etc/hostname"));
        var pipe = inbox.resolve("b.png.azulejo.json").toString();
        assertThat(new ProcessBuilder("mkfifo", pipe).start().waitFor()).isZero();
        watched.once();
        assertThat(watched.results())
                .containsExactlyInAnyOrder("photo-x2/a.png.error.json", "photo-x2/b.png.error.json");
        assertThat(Files.readString(watched.outbox().resolve("photo-x2/b.png.error.json")))
                .contains("is a link or a pipe");
    }

    private static Object[] arguments(String option, String report) {
        return new Object[] {
            "enhance", "--recipe", "photo-x2", option, "--report", report, "-o", "out/", ESCAPE, C1, TURNED, FORMULA
        };
    }

    private static void assertPrintable(String text) {
        assertThat(text.codePoints().filter(point -> point != '\n' && point != '\r'))
                .noneMatch(point -> Character.isISOControl(point) || point == 0x202e);
    }

    private String read(String name) throws IOException {
        return Files.readString(folder.resolve(name));
    }
}
