package dev.azulejo.integration.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.job.key.StageTrigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// One job asked for more than once: at the same time, again later, and after an interruption.
class TwoProcessesIT {
    private static final int TILES = 42;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @TempDir
    Path folder;

    @BeforeEach
    void aPictureOfManyTiles() {
        Pictures.write(Pictures.cat(90, 84), folder.resolve("in/cat.png"));
    }

    private Object[] command() {
        return new Object[] {
            "enhance", "in/cat.png", "-o", "out", "--tile=54", "--shard-tiles=1", "--threads=1", "--trace=trace"
        };
    }

    @Test
    void theSecondOfTwoProcessesWaitsAndFindsTheJobDone() {
        var azulejo = Azulejo.in(folder);
        var first = azulejo.start(command());
        await(
                "the first is at work",
                () -> azulejo.job().filter(job -> job.has(StageTrigger.INFER)).isPresent());
        first.signal("STOP"); // else it might be done before the others have started
        var second = azulejo.start(command());
        var third = azulejo.start(command());
        for (var waiting : List.of(second, third)) {
            await(
                    "another waits for it",
                    () -> waiting.errorsSoFar()
                            .contains("azulejo: in/cat.png: another azulejo is working on it; waiting for it"));
        }
        first.signal("CONT");
        for (var waiting : List.of(second, third)) {
            var ended = waiting.ended();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(first.ended().exitCode()).isZero();
        assertThat(JobFolder.tracedShards(folder.resolve("trace")))
                .hasSize(TILES)
                .doesNotHaveDuplicates();
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("cat.png");
        assertThat(azulejo.job().orElseThrow().files()).isEqualTo(JobFolder.HISTORY);
    }

    @Test
    void processesThatStartAtOnceInferEachTileOnce() {
        var azulejo = Azulejo.in(folder);
        var running = Stream.generate(() -> azulejo.start(command())).limit(3).toList();
        for (var process : running) {
            var ended = process.ended();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(JobFolder.tracedShards(folder.resolve("trace")))
                .hasSize(TILES)
                .doesNotHaveDuplicates();
        assertThat(JobFolder.filesBelow(folder.resolve("out"))).containsExactly("cat.png");
    }

    @Test
    void aFinishedJobIsNotDoneAgainUnlessItsResultIsGone() throws IOException {
        var azulejo = Azulejo.in(folder);
        assertThat(azulejo.run(command()).exitCode()).isZero();
        var result = folder.resolve("out/cat.png");
        var sha256 = Pictures.sha256(result);
        var written = Files.getLastModifiedTime(result);

        assertThat(azulejo.run(command()).exitCode()).isZero();
        assertThat(JobFolder.tracedShards(folder.resolve("trace")))
                .as("nothing inferred again")
                .hasSize(TILES);
        assertThat(Files.getLastModifiedTime(result)).isEqualTo(written);

        Files.delete(result);
        assertThat(azulejo.run(command()).exitCode()).isZero();
        assertThat(JobFolder.tracedShards(folder.resolve("trace")))
                .as("inferred again")
                .hasSize(2 * TILES);
        assertThat(Pictures.sha256(result)).isEqualTo(sha256);
        assertThat(azulejo.job().orElseThrow().files())
                .allMatch(name -> JobFolder.HISTORY.contains(name.replace("attempts/1/", "attempts/0/")));
    }

    @Test
    void ctrlCSaysThatTheSameCommandGoesOnAndItDoes() throws IOException {
        // Seconds of work: a busy machine may take long to start the command that sends the signal.
        int tiles = 17 * 9;
        Pictures.write(Pictures.cat(150, 100), folder.resolve("in/cat.png"));
        var azulejo = Azulejo.in(folder).startedBy(Azulejo.HEEDING_CTRL_C.toArray(String[]::new));
        var running = azulejo.start(command());
        await(
                "some shards are done",
                () -> azulejo.job()
                        .filter(job -> job.shardsWithTiles().size() > 2)
                        .isPresent());
        running.interrupt();
        var stopped = running.ended();
        assertThat(stopped.exitCode()).isEqualTo(130);
        assertThat(stopped.errorLines()).last().isEqualTo("azulejo: stopped; the same command carries on from here");
        int doneBefore = azulejo.job().orElseThrow().shardsInferred().size();
        assertThat(doneBefore).isBetween(3, tiles - 1);
        Files.move(folder.resolve("trace"), folder.resolve("trace-before"));

        assertThat(azulejo.run(command()).exitCode()).isZero();
        assertThat(JobFolder.tracedShards(folder.resolve("trace"))).hasSize(tiles - doneBefore);
    }

    private static void await(String what, BooleanSupplier condition) {
        var end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting until %s", what).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(1).toNanos());
        }
    }
}
