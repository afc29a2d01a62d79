package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.DISK;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a machine says no to before it begins, and what it foresees.
class LimitsIT {
    private static final Pattern CPU_SECONDS = Pattern.compile("\\((\\d+) s of CPU\\)");

    @TempDir
    Path folder;

    private Azulejo azulejo;

    @BeforeEach
    void azulejo() {
        azulejo = Azulejo.warm(folder);
    }

    /// 100 megapixels, of which libvips would hold each.
    @Test
    void aFileThatADecoderMustHoldWholeIsRefusedByItsHeader() throws IOException {
        Files.write(folder.resolve("interlaced.png"), BlackPng.interlaced(10_000, 10_000));
        var refused =
                azulejo.withJvm("-Xmx64m").run("enhance", "interlaced.png", "-o", "out.png", "--max-memory=90MiB");
        assertRefused(
                refused,
                BAD_IMAGE,
                "is 10000x10000 as interlaced PNG, whose decoder would need 100,000,000 bytes of memory (95 MiB),"
                        + " the limit is 90 MiB; save it as PNG without interlacing, or raise max-memory");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void workThatTakesTooLongIsForeseenAndRefused() {
        Pictures.write(Pictures.cat(200, 150), folder.resolve("cat.png"));
        var plan = azulejo.run("plan", "cat.png", "--recipe", "detail-x4", "--max-time", "4s", "--threads", "2");
        assertThat(plan.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(plan.out()).contains("needs");
        assertThat(plan.err()).contains("cat.png: would take about", "on 2 threads, the limit is 4 seconds");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out.png", "--recipe", "detail-x4", "--max-time", "4s"),
                BAD_IMAGE,
                "would take about",
                "or raise max-time");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void workThatNeedsMoreMemoryThanWasAskedForIsForeseenAndRefused() {
        Pictures.write(Pictures.cat(200, 150), folder.resolve("cat.png"));
        var plan = azulejo.run("plan", "cat.png", "--recipe", "photo-x2", "--memory", "200MB");
        assertThat(plan.exitCode()).isEqualTo(BAD_IMAGE);
        assertThat(plan.err())
                .contains("cat.png: would take about", "MB of memory with one tile at a time, --memory allows 200");
        assertRefused(
                azulejo.run("enhance", "cat.png", "-o", "out.png", "--recipe", "photo-x2", "--memory", "200MB"),
                BAD_IMAGE,
                "--memory allows 200; raise it, or make tiles smaller with --tile");
        assertNoPixelsAreLeft(azulejo);
    }

    @Test
    void limitsThatAreNoneAreAllNamedAtOnce() {
        assertRefused(
                azulejo.with("AZULEJO_MAX_TIME", "soon").run("enhance", "cat.png", "--max-pixels", "many"),
                USAGE,
                "--max-pixels is 'many'",
                "AZULEJO_MAX_TIME is 'soon'");
    }

    /// Needs the right to mount, which root has: elsewhere it is reported as skipped.
    @Test
    void workThatNeedsMoreDiskThanIsFreeIsForeseenAndRefused() throws Exception {
        var disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString()) == 0, "mounting needs root");
        try {
            Pictures.write(Pictures.cat(300, 200), folder.resolve("cat.png"));
            var alone = Azulejo.in(folder); // whose end closes what it has opened on that disk
            Object[] command = {"enhance", "cat.png", "-o", "out.png", "--recipe", "photo-x2", "--work-dir", "disk"};
            assertRefused(alone.run(command), DISK, "GB of disk while it works", "name another with --work-dir");
            assertThat(JobFolder.filesBelow(disk.resolve("jobs"))).allMatch(name -> name.endsWith(".json"));
            run("mount", "-o", "remount,size=8m", disk.toString());
            assertThat(alone.run(command).exitCode()).isZero();
        } finally {
            run("umount", disk.toString());
        }
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// How near the foresight comes depends on what else the machine does, so that is printed; what it foresees by is
    /// what the first job took.
    @Test
    void afterOneJobTheNextIsForeseenByWhatItTook() throws IOException {
        Pictures.write(Pictures.cat(250, 180), folder.resolve("small.png"));
        Pictures.write(Pictures.part("astronaut.png", 0, 0, 500, 360), folder.resolve("large.png"));
        azulejo.enhance("small.png", "-o", "a.png", "--recipe", "photo-x2");
        var speeds = azulejo.cache().resolve("speeds.json");
        assertThat(new ObjectMapper()
                        .readTree(speeds.toFile())
                        .at("/models/span-x2")
                        .asDouble())
                .isPositive();
        double foreseen = foreseen();
        var json = azulejo.enhance("large.png", "-o", "b.png", "--recipe", "photo-x2", "--json");
        var took = new ObjectMapper().readTree(json.lines().toList().getLast()).at("/totals/cpuSeconds");
        System.out.printf("foreseen %.0f s of CPU, took %s%n", foreseen, took);

        Files.writeString(speeds, "{\"models\": {\"span-x2\": 100}}");
        double slow = foreseen();
        Files.writeString(speeds, "{\"models\": {\"span-x2\": 300}}");
        assertThat(foreseen()).isBetween(2.5 * slow, 3.5 * slow);
    }

    private double foreseen() {
        var said = CPU_SECONDS.matcher(azulejo.plan("large.png", "--recipe", "photo-x2"));
        assertThat(said.find()).isTrue();
        return Double.parseDouble(said.group(1));
    }
}
