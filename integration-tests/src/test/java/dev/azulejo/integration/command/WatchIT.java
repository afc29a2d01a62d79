package dev.azulejo.integration.command;

import static dev.azulejo.integration.command.Refusals.BAD_IMAGE;
import static dev.azulejo.integration.command.Refusals.DISK;
import static dev.azulejo.integration.command.Refusals.USAGE;
import static dev.azulejo.integration.command.WatchedFolder.await;
import static dev.azulejo.integration.command.WatchedFolder.pause;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A drop folder on this machine: each file gets exactly one result or one report, whatever happens.
class WatchIT {
    @TempDir
    Path folder;

    private WatchedFolder watched;

    @BeforeEach
    void anInboxAndAnOutbox() throws IOException {
        watched = WatchedFolder.in(folder);
    }

    @Test
    void theConventionsOfTheDropFolderHold() throws IOException {
        watched.put("photo-x2/2026/cat.png", Pictures.cat(20, 16));
        watched.put("photo-x2/letter.png.azulejo.json", text("{\"format\": \"jpeg\", \"quality\": 80}"));
        watched.put("photo-x2/letter.png", Pictures.cat(20, 16));
        watched.put("holiday/azulejo.json", text("{\"recipe\": \"photo-x4\"}"));
        watched.put("holiday/cat.jpg", Pictures.cat(20, 16));
        watched.put("photo-x2/wrong.png.azulejo.json", text("{\"quality\": 900}"));
        watched.put("photo-x2/wrong.png", Pictures.cat(20, 16));
        watched.put("photo-x2/text.jpg", text("Dear photograph"));
        watched.put("nowhere.png", Pictures.cat(20, 16));
        watched.put("photo-x2/.hidden.png", Pictures.cat(20, 16));

        var first = watched.once();
        assertThat(first.exitCode()).as(first.err()).isEqualTo(Refusals.MIXED);
        assertThat(watched.results())
                .containsExactlyInAnyOrder(
                        "photo-x2/2026/cat.png",
                        "photo-x2/letter.png.jpg",
                        "holiday/cat.jpg",
                        "photo-x2/wrong.png.error.json",
                        "photo-x2/text.jpg.error.json",
                        "nowhere.png");
        assertThat(watched.widthOf("photo-x2/2026/cat.png")).isEqualTo(40);
        assertThat(watched.widthOf("holiday/cat.jpg")).isEqualTo(80);
        assertThat(Files.readString(watched.outbox().resolve("photo-x2/wrong.png.error.json")))
                .contains("unknown-option", "quality is 900");

        // Put again, with the same bytes and a better sidecar; replaced by a larger one; repaired; taken away.
        watched.put("photo-x2/wrong.png.azulejo.json", text("{\"quality\": 90}"));
        watched.put("photo-x2/wrong.png", Pictures.cat(20, 16));
        watched.put("photo-x2/2026/cat.png", Pictures.cat(24, 16));
        watched.put("photo-x2/text.jpg", Pictures.cat(20, 16));
        Files.delete(watched.inbox().resolve("holiday/cat.jpg"));
        var second = watched.once();
        assertThat(second.exitCode()).as(second.err()).isZero();
        assertThat(second.outLines()).hasSize(3);
        assertThat(watched.results())
                .containsExactlyInAnyOrder(
                        "photo-x2/2026/cat.png",
                        "photo-x2/letter.png.jpg",
                        "holiday/cat.jpg",
                        "photo-x2/wrong.png",
                        "photo-x2/text.jpg",
                        "nowhere.png");
        assertThat(watched.widthOf("photo-x2/2026/cat.png")).isEqualTo(48);

        // Nothing is done again, with the journal or without it.
        Refusals.assertNoPixelsAreLeftOfWatch(watched.azulejo());
        var jobs = JobFolder.filesBelow(watched.azulejo().work().resolve("jobs"));
        assertThat(watched.once().outLines()).isEmpty();
        JobFolder.filesBelow(watched.azulejo().work().resolve("watch"))
                .forEach(journal ->
                        BadFiles.write(watched.azulejo().work().resolve("watch").resolve(journal), text("x\ty\n\0")));
        assertThat(watched.once("--json").outLines()).anyMatch(line -> line.contains("\"inferences\":0"));
        assertThat(JobFolder.filesBelow(watched.azulejo().work().resolve("jobs")))
                .containsAll(jobs);
    }

    @Test
    void aSlowCopyARenameAndWhatComesAfter() throws IOException {
        // Longer than a busy machine may take from piece to piece.
        var running = watched.azulejo().start(watched.arguments("--settle=5"));
        try {
            var picture = Pictures.encoded(Pictures.cat(60, 50), "png");
            var slow =
                    Files.createDirectories(watched.inbox().resolve("photo-x2")).resolve("slow.png");
            int pieces = 5;
            for (int piece = 0; piece < pieces; piece++) {
                int from = piece * picture.length / pieces;
                int count = (piece + 1) * picture.length / pieces - from;
                Files.write(slow, slice(picture, from, count), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                pause(700);
                assertThat(watched.visible()).as("a file that still grows").isEmpty();
            }
            watched.put("photo-x2/moved.png", picture);
            await("two results", () -> watched.visible().size() == 2);
            assertThat(watched.visible()).containsExactly("photo-x2/moved.png", "photo-x2/slow.png");

            watched.put("photo-x2/slow.png", text("no picture"));
            await("a report", () -> watched.visible().contains("photo-x2/slow.png.error.json"));
            watched.put("photo-x2/slow.png", Pictures.cat(30, 20));
            await("the report to go", () -> !watched.visible().contains("photo-x2/slow.png.error.json"));
            assertThat(watched.widthOf("photo-x2/slow.png")).isEqualTo(60);
            await("a line for each result", () -> running.saidSoFar().split(" → ", -1).length > 3);

            var second = watched.once();
            assertThat(second.exitCode()).isEqualTo(USAGE);
            assertThat(second.err()).contains("another azulejo watches", "already");
        } finally {
            running.process().destroy(); // as Ctrl-C does, by another signal
        }
        var ended = running.ended();
        assertThat(ended.errorLines()).last().isEqualTo("azulejo: stopped; the next start carries on from here");
        assertThat(ended.outLines()).hasSize(3);
    }

    @Test
    void foldersWithinEachOtherAreRefused() throws IOException {
        var azulejo = watched.azulejo();
        for (var outbox : new String[] {"in/out", "in", "."}) {
            var refused = azulejo.run("watch", "in", outbox);
            assertThat(refused.exitCode()).as(outbox).isEqualTo(USAGE);
            assertThat(refused.errorLines()).singleElement().asString().contains("lie in each other");
        }
        assertThat(azulejo.run("watch", "in", "out", "--work-dir=in/work").exitCode())
                .isEqualTo(USAGE);
        assertThat(azulejo.run("watch", "none", "out").exitCode()).isEqualTo(Refusals.NO_INPUT);
    }

    @Test
    void anOutboxWithoutRoomKeepsAFileWaiting() throws IOException {
        watched.put("photo-x2/a.png", Pictures.cat(136, 114));
        var azulejo = watched.azulejo();
        var limited = azulejo.startedBy("bash", "-c", "ulimit -f 64; exec \"$@\"", "limited");
        var full = limited.run(watched.arguments("--once"));
        assertThat(full.exitCode()).as(full.err()).isEqualTo(DISK);
        assertThat(watched.results()).isEmpty();
        assertThat(watched.once().exitCode()).isZero();
        assertThat(watched.results()).containsExactly("photo-x2/a.png");
    }

    /// Needs the right to mount, which root has: elsewhere it is reported as skipped.
    @Test
    void aDiskThatIsReallyFullIsWaitedFor() throws Exception {
        assumeTrue(mounted("tmpfs", "-o", "size=96k"), "mounting a small disk needs root");
        try {
            watched.put("photo-x2/a.png", Pictures.cat(136, 114));
            var running = watched.started();
            try {
                await("the disk to be full", () -> running.errorsSoFar().contains("nothing is lost"));
                pause(1500); // it is tried again
                assertThat(watched.results()).isEmpty();
                assertThat(mounted("tmpfs", "-o", "remount,size=4m")).isTrue();
                await("a result", () -> watched.visible().contains("photo-x2/a.png"));
            } finally {
                running.process().destroy();
                running.ended();
            }
        } finally {
            run("umount", watched.outbox().toString());
        }
    }

    @Test
    void aFileThatTakesTooMuchMemoryCostsItselfAlone() throws IOException {
        watched.put("photo-x2/a-large.png", BlackPng.interlaced(20_000, 20_000));
        watched.put("photo-x2/b.png", Pictures.cat(16, 16));
        var ended = watched.once("--decoder-memory=160");
        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(BAD_IMAGE);
        assertThat(watched.results()).containsExactly("photo-x2/a-large.png.error.json", "photo-x2/b.png");
        assertThat(Files.readString(watched.outbox().resolve("photo-x2/a-large.png.error.json")))
                .contains("decoder-memory", "needs more memory to be decoded than a file may take (160 MiB)");
    }

    private boolean mounted(String type, String... options) throws Exception {
        var command = new ArrayList<>(List.of("mount", "-t", type));
        command.addAll(List.of(options));
        command.addAll(List.of("tmpfs", watched.outbox().toString()));
        return run(command.toArray(String[]::new)) == 0;
    }

    private static int run(String... command) throws Exception {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    private static byte[] slice(byte[] bytes, int from, int count) {
        return Arrays.copyOfRange(bytes, from, from + count);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
