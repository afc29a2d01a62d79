package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.worker.Worker.Ending;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class PoisonTest {
    @AutoClose
    private final Bench bench = new Bench();

    @Test
    void aShardThatKillsThreeWorkersFailsByNameAtTheFourth() {
        bench.model.beforeTile(() -> {
            throw new OutOfMemoryError("of this test");
        });
        var token = bench.send(bench.shard(1));
        for (int death = 0; death < 3; death++) {
            assertThat(bench.runUntilIdle()).isEqualTo(Ending.BROKEN);
            assertThat(bench.reports.isAwaited(token)).isTrue();
        }

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);

        assertThat(bench.reports.endOf(token))
                .isEqualTo("failed dev.azulejo.core.failure.PermanentFailure: shard 1 of job %s: 3 workers died"
                                .formatted(bench.job.id())
                        + " while they were at it, so it is not tried again");
        assertThat(bench.queue.ids()).isEmpty();
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(1)))).isFalse();
    }

    @Test
    void howOftenAMessageWasDeliveredDecidesNothing() {
        var token = bench.reports.waitingTask();
        bench.send(token, bench.shard(1));
        for (int delivery = 0; delivery < 20; delivery++) {
            var message =
                    bench.queue.receive(1, Duration.ZERO, Duration.ofSeconds(9)).getFirst();
            bench.queue.hide(message, Duration.ZERO);
        }

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":1}");
    }

    @Test
    void theMarkerOfOneWhoDiedAfterItsResultGoesWithTheMessage() {
        var token = bench.send(bench.shard(1));
        bench.runUntilIdle();
        new InflightMarkers(bench.storage).start(bench.shard(1));
        bench.send(token, bench.shard(1)); // the token is dead by now

        bench.runUntilIdle();

        assertThat(bench.storage.exists(bench.markerKey(bench.shard(1)))).isFalse();
        assertThat(bench.queue.ids()).isEmpty();
    }

    /// Whoever comes next finds the result, answers for it, and leaves nothing behind.
    @Test
    void theMarkerOfOneWhoDiedBeforeItsAnswerGoes() {
        bench.send(bench.shard(1));
        bench.runUntilIdle();
        new InflightMarkers(bench.storage).start(bench.shard(1));
        var token = bench.send(bench.shard(1));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":1}");
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(1)))).isFalse();
    }
}
