package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.DISK;
import static dev.azulejo.integration.command.Refusals.assertEmpty;
import static dev.azulejo.integration.command.Refusals.assertNoPixelsAreLeft;
import static dev.azulejo.integration.command.Refusals.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.core.job.key.JobKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full, at any moment of a job: one line, nothing half-written, and the same command goes on
/// once there is room. A limit on the length of files stands in for the full disk where nobody may mount one.
class FullDiskIT {
    private static final String[] JOB = {"--tile=70", "--shard-tiles=2", "--strip-rows=16", "--trace=trace"};

    @TempDir
    Path folder;

    @BeforeEach
    void aCat() {
        Pictures.write(Pictures.cat(136, 114), folder.resolve("cat.png"));
    }

    @Test
    void aWorkFolderWithoutRoomForTheSource() {
        assertGoesOnAfter(Azulejo.in(folder), 4, "source");
    }

    @Test
    void aWorkFolderWithoutRoomForTiles() {
        assertGoesOnAfter(Azulejo.in(folder), 24, "tiles");
    }

    @Test
    void anOutputFolderWithoutRoomForTheResult() {
        var azulejo = Azulejo.in(folder);
        assertGoesOnAfter(azulejo, 64, "cat.png");
        assertThat(JobFolder.tracedShards(folder.resolve("trace")))
                .as("none inferred twice")
                .hasSize(12);
    }

    @Test
    void aWatchStartsWithoutRoomAndLosesNoPhotograph() throws IOException {
        var watched = WatchedFolder.in(folder);
        watched.put("photo-x2/cat.png", Pictures.cat(136, 114));
        // so that its clean-up fails as on a disk that takes not even an empty file
        Files.createDirectories(
                watched.azulejo().work().resolve(JobKeys.CLEANED).resolve("in-the-way"));
        var limited = limitedTo(watched.azulejo(), 4);
        var ended = limited.run(watched.arguments("--once"));
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(DISK);
        assertThat(ended.err()).contains("free some space");
        assertThat(watched.results()).isEmpty();

        assertThat(watched.once().exitCode()).isZero();
        assertThat(watched.widthOf("photo-x2/cat.png")).isEqualTo(272);
    }

    private static Azulejo limitedTo(Azulejo azulejo, int kibibytes) {
        return azulejo.startedBy("bash", "-c", "ulimit -f %d; exec \"$@\"".formatted(kibibytes), "limited");
    }

    private void assertGoesOnAfter(Azulejo azulejo, int kibibytes, String what) {
        var limited = limitedTo(azulejo, kibibytes);
        for (int time = 0; time < 2; time++) {
            assertRefused(
                    limited.run(command("out")),
                    DISK,
                    what,
                    "free some space and run the same command again to carry on from here");
            assertEmpty(folder.resolve("out"));
            assertThat(JobFolder.filesBelow(azulejo.cache())).noneMatch(name -> name.contains("partial"));
        }
        assertThat(azulejo.run(command("out")).exitCode()).isZero();
        assertThat(Pictures.read(folder.resolve("out/cat.png")).getWidth()).isEqualTo(272);
        assertNoPixelsAreLeft(azulejo);
    }

    private Object[] command(String out, String... more) {
        return Stream.of(new String[] {"enhance", "cat.png", "-o", out}, JOB, more)
                .flatMap(Arrays::stream)
                .toArray();
    }

    /// Needs the right to mount, which root has: elsewhere it is reported as skipped.
    @Test
    void aDiskThatIsReallyFull() throws Exception {
        var disk = Files.createDirectories(folder.resolve("disk"));
        assumeTrue(mounted(disk, "96k"), "mounting a small disk needs root");
        try {
            var azulejo = Azulejo.in(folder);
            var inWork = command("out", "--work-dir=disk");
            assertRefused(azulejo.run(inWork), DISK, "free some space");
            assertEmpty(folder.resolve("out"));
            run("mount", "-o", "remount,size=4m", disk.toString());
            assertThat(azulejo.run(inWork).exitCode()).isZero();
            assertThat(JobFolder.filesBelow(disk.resolve("jobs"))).allMatch(name -> name.endsWith(".json"));

            assertThat(run("mount", "-o", "remount,size=96k", disk.toString())).isZero();
            var inOut = command("disk");
            assertRefused(azulejo.run(inOut), DISK, "free some space");
            assertThat(disk.resolve("cat.png")).doesNotExist();
            assertThat(JobFolder.filesBelow(disk)).noneMatch(name -> name.contains("partial"));
            run("mount", "-o", "remount,size=4m", disk.toString());
            assertThat(azulejo.run(inOut).exitCode()).isZero();
            assertThat(Pictures.read(disk.resolve("cat.png")).getWidth()).isEqualTo(272);
            assertNoPixelsAreLeft(azulejo);
        } finally {
            run("umount", disk.toString());
        }
    }

    private static boolean mounted(Path folder, String size) throws IOException, InterruptedException {
        return run("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", folder.toString()) == 0;
    }

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }
}
