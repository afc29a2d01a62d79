package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.worker.Worker.Ending;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StopTest {
    private static final Duration NEVER = Duration.ZERO;
    private static final Duration SHORT = Duration.ofMillis(300);
    private final Bench bench = new Bench();
    private final CountDownLatch release = new CountDownLatch(1);

    @AfterEach
    void close() {
        release.countDown();
        bench.close();
    }

    @Test
    void anIdleWorkerStopsAtOnceThoughItsWaitIsLong() {
        bench.times = Bench.times(NEVER);
        var running = bench.start();
        Bench.await("a wait for messages", bench.queue::isAwaited);

        running.worker().stop();

        assertThat(running.ended()).isEqualTo(Ending.STOPPED); // before it has waited to the end
    }

    @Test
    void anIdleWorkerEndsByItselfAndNotBefore() {
        long start = System.nanoTime();
        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(bench.times.idle());
    }

    /// A worker without a first shard ends soon, as other workers were quicker; one that has worked waits
    /// for more.
    @Test
    void aWorkerWithoutAFirstShardEndsSooner() {
        bench.times = Bench.times(NEVER, Duration.ofMillis(50), Bench.PATIENCE);
        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);
    }

    @Test
    void aWorkerThatHasWorkedWaitsForMore() {
        var idle = Duration.ofMillis(600);
        bench.times = Bench.times(idle, Duration.ofMillis(1), Bench.PATIENCE);
        bench.send(bench.shard(0));

        long start = System.nanoTime();
        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(idle);
        assertThat(bench.model.tiles()).isEqualTo(SampleJob.TILES_PER_SHARD);
    }

    @Test
    void aShardThatIsNearlyDoneMayEnd() {
        bench.times = Bench.times(NEVER);
        bench.model.beforeTile(() -> Bench.pause(Duration.ofMillis(20)));
        var token = bench.send(bench.shard(0));
        var running = bench.start();
        Bench.await("a tile", () -> bench.model.tiles() > 0);

        running.worker().stop();

        assertThat(running.ended()).isEqualTo(Ending.STOPPED);
        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":0}");
        assertThat(bench.queue.ids()).isEmpty();
    }

    @Test
    void aShardThatTakesLongerIsGivenBackAsIfItHadNeverBeenStarted() {
        bench.times = Bench.times(NEVER, SHORT);
        bench.model.beforeTile(this::hang);
        var token = bench.reports.waitingTask();
        var message = bench.send(token, bench.shard(0));
        var keysBefore = keys();
        var running = bench.start();
        Bench.await("work", () -> !bench.logged("shard-started").isEmpty());

        running.worker().stop();
        Bench.await(
                "the end of the grace", () -> !bench.logged("shards-abandoned").isEmpty());
        release.countDown(); // the tiles that run end, no further one starts

        assertThat(running.ended()).isEqualTo(Ending.STOPPED);
        assertThat(bench.reports.isAwaited(token)).isTrue();
        assertThat(bench.queue.isVisible(message)).isTrue();
        assertThat(keys()).as("objects").isEqualTo(keysBefore);

        bench.model.beforeTile(() -> {});
        bench.times = Bench.times(Duration.ofMillis(300));
        bench.runUntilIdle();
        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":0}");
    }

    @Test
    void aShardWhoseTileHangsIsGivenBackToo() {
        bench.times = Bench.times(NEVER, SHORT);
        bench.model.beforeTile(this::hang);
        var message = bench.send(bench.reports.waitingTask(), bench.shard(0));
        var running = bench.start();
        Bench.await("work", () -> !bench.logged("shard-started").isEmpty());

        running.worker().stop();

        assertThat(running.ended()).isEqualTo(Ending.STOPPED);
        assertThat(bench.queue.isVisible(message)).isTrue();
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(0)))).isFalse();
    }

    @Test
    void nothingNewStartsOnceItWasToldToStop() {
        bench.times = Bench.times(NEVER);
        bench.runners = 1;
        bench.model.beforeTile(() -> Bench.pause(Duration.ofMillis(20)));
        var first = bench.send(bench.shard(0));
        var second = bench.send(bench.shard(1));
        var running = bench.start();
        Bench.await("a tile", () -> bench.model.tiles() > 0);

        running.worker().stop();
        running.ended();

        assertThat(bench.reports.endOf(first)).startsWith("succeeded");
        assertThat(bench.reports.isAwaited(second)).isTrue();
        assertThat(bench.logged("shard-started")).hasSize(1);
    }

    private void hang() {
        try {
            release.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<String> keys() {
        try (var objects = bench.storage.list("")) {
            return objects.map(ObjectStat::key).toList();
        }
    }
}
