package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.WatchedFolder.await;
import static dev.azulejo.integration.command.WatchedFolder.pause;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Many files at once, a watch that is killed (SIGKILL) in the middle of them, and a decoder that crashes: each
/// file gets exactly one result or one report. `-Dazulejo.watched=N` takes more files, or fewer.
@Tag("slow")
class WatchKillIT {
    private static final int FILES = Integer.getInteger("azulejo.watched", 500);
    private static final int KILLS = 3;
    private static final int BROKEN = 10; // each of so many

    @TempDir
    Path folder;

    @Test
    void eachFileHasExactlyOneResultOrOneReportHoweverOftenTheWatchIsKilled() throws Exception {
        var watched = WatchedFolder.in(folder);
        var expected = new TreeSet<String>();
        var random = new Random(5);
        for (int file = 0; file < FILES; file++) {
            var key = "photo-x2/%d/%03d.png".formatted(file % 7, file);
            if (file % BROKEN == 0) {
                watched.put(key, new byte[] {'a', (byte) file, (byte) (file >> 8)});
                expected.add(key + ".error.json");
            } else {
                watched.put(key, noise(random, 16, 16));
                expected.add(key);
            }
        }
        for (int kill = 1; kill <= KILLS; kill++) {
            int enough = kill * FILES / (KILLS + 1);
            var running = watched.started("--quiet");
            await(enough + " files to be done", () -> watched.visible().size() >= enough);
            pause(random.nextInt(40));
            var decoders = running.process().descendants().toList();
            running.process().destroyForcibly();
            running.ended();
            await("the decoders to end", () -> decoders.stream().noneMatch(ProcessHandle::isAlive));
        }
        var ended = watched.once("--quiet");
        assertThat(ended.exitCode()).as(ended.err()).isIn(0, Refusals.BAD_IMAGE);
        assertThat(watched.results()).isEqualTo(expected);
        assertThat(JobFolder.filesBelow(watched.azulejo().work().resolve("jobs")))
                .allMatch(name -> name.endsWith(".json"));
        assertThat(JobFolder.filesBelow(watched.azulejo().work().resolve("decoders")))
                .isEmpty();
        for (var name : expected) {
            if (name.endsWith(".png")) {
                assertThat(watched.widthOf(name)).isEqualTo(32);
            }
        }
    }

    @Test
    void aDecoderThatCrashesCostsOneFile() throws Exception {
        var watched = WatchedFolder.in(folder);
        var running = watched.started();
        try {
            watched.put("photo-x2/b-large.png", noise(new Random(1), 5000, 4000));
            watched.put("photo-x2/c.png", Pictures.cat(16, 16));
            var jobs = watched.azulejo().work().resolve("jobs");
            await(
                    "rows to be decoded",
                    () -> JobFolder.filesBelow(jobs).stream().anyMatch(name -> name.contains("/source/")));
            var decoders = new HashSet<>(running.process().descendants().toList());
            assertThat(decoders).hasSize(1);
            var kill = new ProcessBuilder(
                    "kill", "-SEGV", Long.toString(decoders.iterator().next().pid()));
            assertThat(kill.start().waitFor(5, TimeUnit.MINUTES)).isTrue();
            await("a report and a result", () -> watched.visible().size() == 2);
            assertThat(watched.visible()).containsExactly("photo-x2/b-large.png.error.json", "photo-x2/c.png");
            assertThat(Files.readString(watched.outbox().resolve("photo-x2/b-large.png.error.json")))
                    .contains("decoder-failed", "made its decoder crash (SIGSEGV");
        } finally {
            running.process().destroy();
            running.ended();
        }
    }

    private static BufferedImage noise(Random random, int width, int height) throws IOException {
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        var row = new byte[width];
        for (int y = 0; y < height; y++) {
            random.nextBytes(row);
            picture.getRaster().setDataElements(0, y, width, 1, row);
        }
        return picture;
    }
}
