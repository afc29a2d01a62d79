package dev.azulejo.server;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.azulejo.api.contract.ApiCaller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A disk that is full: what frees room works all the same. Needs the right to mount, which root has.
class FullDiskServeIT {
    private static final int MOST_FILLS = 20;

    @TempDir
    private Path folder;

    private static int run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    /// Until not even an empty file fits.
    private static void fill(Path disk) throws IOException {
        try (var out = Files.newOutputStream(disk.resolve("filling"), CREATE, APPEND)) {
            var bytes = new byte[4096];
            while (true) {
                out.write(bytes);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    /// Fills the disk until an upload is refused: what a job leaves is removed a moment after its end, which makes
    /// room.
    private static boolean refused(Served served, Path disk) throws IOException, InterruptedException {
        for (int time = 0; time < MOST_FILLS; time++) {
            fill(disk);
            int status = served.post("/v1/uploads", Map.of("name", "c.png", "bytes", 100))
                    .status();
            if (status == 503) {
                return true;
            }
            assertThat(status).isEqualTo(201);
        }
        return false;
    }

    @Test
    void whatFreesRoomIsDone() throws IOException, InterruptedException {
        var disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(
                run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk.toString()) == 0,
                "mounting a small disk needs root");
        try (var served = Served.on(disk.resolve("data"))) {
            var first = served.upload("a.png", ApiCaller.png(1, 40, 40));
            var second = served.upload("b.png", ApiCaller.png(2, 40, 40));
            var job = served.submit(second, Map.of("recipe", "resize", "percent", 50));
            served.ended(job);
            assertThat(refused(served, disk)).as("the disk is full").isTrue();
            assertThat(served.delete("/v1/uploads/" + first).status()).isEqualTo(204);
            assertThat(served.get("/v1/uploads/" + first).status()).isEqualTo(410);
            assertThat(served.delete("/v1/jobs/" + job).status()).isEqualTo(204);
            assertThat(served.get("/v1/jobs/" + job).status()).isEqualTo(410);
        } finally {
            run("umount", "--lazy", disk.toString()); // a decoder of the server may take a moment to end
        }
    }
}
