package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo jobs` on a laptop: a failed job is found, understood and mended, as `docs/operations.md` says.
class JobsIT {
    @TempDir
    Path folder;

    private WatchedFolder watched;
    private Azulejo azulejo;
    private Path weights = Path.of("");

    @BeforeEach
    void aDropFolderWhoseModelIsDamaged() throws IOException {
        var models = folder.resolve("models");
        DamagedModels.in(models);
        weights = models.resolve(DamagedModels.REAL).resolve("model.onnx");
        azulejo = Azulejo.warm(folder, Map.of("AZULEJO_MODELS", models.toString()));
        watched = WatchedFolder.by(azulejo);
        watched.put("photo-x2/beach.png", Pictures.cat(40, 30));
    }

    private String jobs(Object... arguments) {
        var ended = azulejo.run(concat("jobs", arguments));
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        return ended.out();
    }

    private static Object[] concat(Object first, Object... more) {
        var all = new Object[more.length + 1];
        all[0] = first;
        System.arraycopy(more, 0, all, 1, more.length);
        return all;
    }

    @Test
    void aFailedJobIsFoundUnderstoodAndMended() throws IOException {
        var whole = Files.readAllBytes(weights);
        Files.write(weights, Arrays.copyOf(whole, whole.length / 2));
        assertThat(watched.once().exitCode()).isNotZero();
        assertThat(watched.visible()).containsExactly("photo-x2/beach.png.error.json");

        var list = jobs("list", "--state", "failed,cancelled", "--recipe", "photo-x2", "--since", "1h");
        assertThat(list.lines()).singleElement().asString().contains("failed", "photo-x2", "beach.png", "infer: ");
        var job = list.substring(0, 24);
        assertThat(jobs("list", "--older", "1h")).isEmpty();
        assertThat(jobs("list", "--recipe", "photo-x4")).isEmpty();

        assertThat(jobs("show", job.substring(0, 6)))
                .contains("job %s: failed, attempt 0, photo-x2 of file:".formatted(job))
                .contains("  intake         took in ")
                .contains("  infer          failed, ")
                .contains("why: infer: ")
                .contains("span-x2")
                .contains("azulejo jobs redrive " + job);
        var still = azulejo.run("jobs", "redrive", job);
        assertThat(still.exitCode()).isEqualTo(69);
        assertThat(still.err()).contains(job, "span-x2");

        Files.write(weights, whole);
        assertThat(jobs("redrive", job)).contains("beach.png → ", " 80x60");
        assertThat(watched.visible()).containsExactly("photo-x2/beach.png");
        assertThat(jobs("list", "--state", "succeeded")).startsWith(job);
        assertThat(jobs("tail", job)).contains("tried it again: attempt 1", "attempt 2", "delivered ");
        assertThat(watched.once().exitCode()).isZero();
    }

    @Test
    void aJobIsCancelledOnceAndMadeAfterAll() throws IOException {
        var running = watched.started();
        var job = firstJob();
        var cancelled = azulejo.run("jobs", "cancel", job, "--why", "not this one");
        running.process().destroyForcibly();
        running.ended();
        if (cancelled.exitCode() == 0) { // else it was quicker
            assertThat(jobs("show", job)).contains("cancelled it: not this one");
        }
        var again = azulejo.run("jobs", "cancel", job);
        assertThat(again.exitCode()).isNotZero();
        assertThat(again.err()).contains("has ended already").as("advice").isNotEmpty();
        jobs("redrive", job);
        assertThat(watched.visible()).containsExactly("photo-x2/beach.png");
    }

    private String firstJob() {
        var place = azulejo.work().resolve("jobs");
        WatchedFolder.await(
                "a job",
                () -> Files.isDirectory(place) && !JobFolder.filesBelow(place).isEmpty());
        return JobFolder.filesBelow(place).iterator().next().substring(0, 24);
    }

    @Test
    void whatIsMeantIsSaid() throws IOException {
        assertThat(azulejo.run("jobs", "list").err())
                .contains("nothing was enhanced here yet", "--work-dir", "--bucket");
        watched.once();
        assertThat(azulejo.run("jobs", "show", "0123456789ab").err()).contains("azulejo jobs list shows");
        assertThat(azulejo.run("jobs", "list", "--state", "broken").err()).contains("'broken'", "queued, running");
        assertThat(azulejo.run("jobs", "list", "--since", "yesterday").err()).contains("--since is 'yesterday'", "2h");
        assertThat(azulejo.run("jobs", "list", "--bucket", "Work").err()).contains("--bucket is 'Work'");
        assertThat(azulejo.run("jobs", "list", "--bucket", "work", "--data", folder)
                        .err())
                .contains("do not go together");
        assertThat(azulejo.run("jobs", "list", "--work-dir", folder.resolve("none"))
                        .err())
                .contains("there is no folder");
        assertThat(azulejo.run("jobs", "letters", "--queue", "letters").err()).contains("--queue is 'letters'");
    }
}
