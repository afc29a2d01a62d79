package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo batch`: a folder, by somebody who watches a drop folder.
class PlaceBatchIT {
    @TempDir
    Path folder;

    private WatchedFolder watched;
    private Path photographs = Path.of("");

    @BeforeEach
    void photographs() throws IOException {
        watched = WatchedFolder.in(folder);
        photographs = Files.createDirectories(folder.resolve("holiday"));
        Files.createDirectories(photographs.resolve("day 1"));
        Files.write(photographs.resolve("day 1/cat.png"), Pictures.encoded(Pictures.cat(20, 16), "png"));
        Files.write(photographs.resolve("dog.png"), Pictures.encoded(Pictures.cat(30, 16), "png"));
        Files.writeString(photographs.resolve("letter.png"), "Dear photograph");
        Files.writeString(photographs.resolve(".hidden"), "nothing");
    }

    private Object[] batch(Object... more) {
        var all = new ArrayList<Object>(
                List.of("batch", photographs, watched.inbox(), watched.outbox(), "--recipe", "photo-x2"));
        all.addAll(Arrays.asList(more));
        return all.toArray();
    }

    @Test
    void allAreEnhancedOrReportedOnceHoweverOftenItIsRun() throws IOException {
        var put = watched.azulejo().run(batch("--no-wait"));
        assertThat(put.exitCode()).as(put.err()).isZero();
        assertThat(put.err()).contains("3 photographs are in");
        assertThat(JobFolder.filesBelow(watched.inbox()))
                .containsExactlyInAnyOrder(
                        "photo-x2/holiday/day 1/cat.png", "photo-x2/holiday/dog.png", "photo-x2/holiday/letter.png");
        watched.once("--settle=0");

        var report = folder.resolve("report.csv");
        var followed = watched.azulejo().run(batch("--report", report));
        assertThat(followed.exitCode()).isEqualTo(1);
        assertThat(followed.err()).contains("2 enhanced, 1 failed", "letter.png: ");
        assertThat(followed.out()).contains("day 1/cat.png → day 1/cat.png");
        assertThat(Files.readAllLines(report))
                .hasSize(4)
                .anyMatch(line -> line.startsWith("dog.png,dog.png,enhanced,"))
                .anyMatch(line -> line.startsWith("letter.png,,failed,"));
        assertThat(watched.widthOf("photo-x2/holiday/dog.png")).isEqualTo(60);

        var jobs = watched.azulejo().run("jobs", "list").out().lines().count();
        var again = watched.azulejo().run(batch());
        assertThat(again.err()).contains("2 enhanced, 1 failed");
        watched.once("--settle=0");
        assertThat(watched.azulejo().run("jobs", "list").out().lines()).hasSize((int) jobs);
    }

    @Test
    void aListNamesSomeOfThem() throws IOException {
        var list = Files.writeString(folder.resolve("list.txt"), "day 1/cat.png\n");
        var put = watched.azulejo().run(batch("--no-wait", "--list", list, "--name", "some"));
        assertThat(put.err()).contains("1 photographs are in");
        assertThat(JobFolder.filesBelow(watched.inbox())).containsExactly("photo-x2/some/day 1/cat.png");

        Files.writeString(list, "bird.png\n");
        var missing = watched.azulejo().run(batch("--no-wait", "--list", list));
        assertThat(missing.exitCode()).isEqualTo(66);
        assertThat(missing.err()).contains("bird.png", "is not in");
    }

    @Test
    void whatCannotBeIsSaid() {
        var azulejo = watched.azulejo();
        assertThat(azulejo.run("batch", folder.resolve("none"), watched.inbox(), watched.outbox(), "--recipe", "auto")
                        .err())
                .contains("there is no folder");
        assertThat(azulejo.run("batch", watched.inbox(), watched.inbox(), watched.outbox(), "--recipe", "auto")
                        .err())
                .contains("name separate places");
    }
}
