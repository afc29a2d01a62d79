package dev.azulejo.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.storage.StorageUnavailable;
import dev.azulejo.worker.Worker.Ending;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class WorkerTest {
    /// Much longer than the thread that extends it can be delayed.
    private static final Duration HIDDEN = Duration.ofSeconds(3);

    @AutoClose
    private final Bench bench = new Bench();

    @Test
    void aShardIsDoneThenReportedThenItsMessageRemoved() {
        var shard = bench.shard(1);
        var atReport = new ArrayList<Boolean>();
        bench.reports.beforeAnswer(() ->
                atReport.addAll(List.of(bench.isDone(shard), bench.queue.ids().size() == 1)));
        var token = bench.send(shard);

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);

        assertThat(atReport)
                .as("at the report: result there, message not yet removed")
                .containsExactly(true, true);
        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":1}");
        assertThat(bench.queue.ids()).isEmpty();
        assertThat(bench.storage.exists(bench.markerKey(shard))).isFalse();
        assertThat(bench.logged("shard-ended"))
                .singleElement()
                .asString()
                .contains(bench.job.id().text(), "\"shard\":1,", "\"tiles\":4", "\"how\":\"inferred\"", "busySeconds");
        assertThat(bench.logged("tile")).hasSize(SampleJob.TILES_PER_SHARD);
    }

    @Test
    void allShardsOfAJobAreDoneEachOnce() {
        var tokens = bench.job.shards().stream().map(bench::send).toList();

        bench.runUntilIdle();

        assertThat(tokens)
                .allSatisfy(token -> assertThat(bench.reports.endOf(token)).startsWith("succeeded"));
        assertThat(bench.job.shards()).allMatch(bench::isDone);
        assertThat(bench.model.tiles()).isEqualTo(bench.job.manifest().grid().count());
    }

    @Test
    void aTaskThatNobodyWaitsForCostsNoModelTime() {
        var token = bench.send(bench.shard(0));
        bench.reports.abort(token);

        bench.runUntilIdle();

        assertThat(bench.model.tiles()).isZero();
        assertThat(bench.isDone(bench.shard(0))).isFalse();
        assertThat(bench.queue.ids()).isEmpty();
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(0)))).isFalse();
    }

    @Test
    void aResultThatIsThereIsReportedWithoutDoingItAgain() {
        bench.send(bench.shard(0));
        bench.runUntilIdle();
        var token = bench.send(bench.shard(0));

        bench.runUntilIdle();

        assertThat(bench.model.tiles()).isEqualTo(SampleJob.TILES_PER_SHARD);
        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":0}");
    }

    @Test
    void aShardOfADecidedJobIsReportedWithoutWork() {
        new JobEnding(bench.objects)
                .end(new Outcome.Failed(
                        Outcome.SCHEMA,
                        bench.job.id(),
                        0,
                        bench.job.manifest().source(),
                        "infer",
                        "PermanentFailure",
                        "another shard was torn",
                        List.of()));
        var token = bench.send(bench.shard(0));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":0}");
        assertThat(bench.isDone(bench.shard(0))).isFalse();
        assertThat(bench.queue.ids()).isEmpty();
    }

    @Test
    void aTileThatCannotBeDoneFailsItsTaskByName() {
        bench.model.beforeTile(() -> {
            throw new PermanentFailure("model span-x2 gave numbers that are not finite");
        });
        var token = bench.send(bench.shard(1));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token))
                .matches("failed dev.azulejo.core.failure.PermanentFailure: tile \\d+ of job " + bench.job.id()
                        + ": model span-x2 gave numbers that are not finite");
        assertThat(bench.queue.ids()).isEmpty();
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(1)))).isFalse();
    }

    @Test
    void aFailureThatMayPassIsLeftToTheStateMachine() {
        bench.model.beforeTile(() -> {
            throw new TransientFailure("model span-x2 ran out of memory");
        });
        var token = bench.send(bench.shard(1));

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);

        assertThat(bench.reports.endOf(token))
                .isEqualTo("failed dev.azulejo.core.failure.TransientFailure: shard 1 of job %s: "
                                .formatted(bench.job.id())
                        + "model span-x2 ran out of memory");
        assertThat(bench.queue.ids()).isEmpty();
    }

    @Test
    void aPlaceThatDoesNotAnswerIsAFailureThatMayPass() {
        bench.work = new TroubledStorage(bench.storage, key -> {
            if (key.contains("/source/")) {
                throw new StorageUnavailable("slow down", null);
            }
        });
        var token = bench.send(bench.shard(1));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).startsWith("failed dev.azulejo.core.failure.TransientFailure: shard 1");
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(1)))).isFalse();
    }

    @Test
    void aMissingSourceIsNamed() {
        bench.storage.delete(JobKeys.source(bench.job.id(), 1));
        var token = bench.send(bench.shard(1));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token))
                .startsWith(
                        "failed dev.azulejo.core.failure.PermanentFailure: jobs/%s/source/1".formatted(bench.job.id()));
    }

    @Test
    void aBugFailsItsTaskByItsOwnNameAndTheWorkerGoesOn() {
        bench.model.beforeTile(() -> {
            throw new IllegalStateException("a bug");
        });
        var failing = bench.send(bench.shard(0));
        Bench.await("the first to fail", () -> {
            bench.runUntilIdle();
            return !bench.reports.isAwaited(failing);
        });
        bench.model.beforeTile(() -> {});
        var fine = bench.send(bench.shard(1));
        bench.runUntilIdle();

        assertThat(bench.reports.endOf(failing)).startsWith("failed java.lang.IllegalStateException: shard 0");
        assertThat(bench.reports.endOf(fine)).startsWith("succeeded");
    }

    @Test
    void aMessageThatIsNoTaskIsLeftToTheQueueAndNamed() {
        var odd = List.of(
                bench.queue.send("hello"), bench.queue.send("{}"), bench.queue.send("{\"schema\":99,\"token\":\"x\"}"));
        var token = bench.send(bench.shard(0));

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.IDLE);

        assertThat(bench.reports.endOf(token)).startsWith("succeeded");
        assertThat(bench.queue.ids()).containsExactlyElementsOf(odd);
        assertThat(bench.logged("message-not-understood"))
                .hasSize(3)
                .allMatch(line -> odd.stream().anyMatch(line::contains));
    }

    @Test
    void aLostReportIsRepairedByTheNextDelivery() {
        bench.reports.goAway(true);
        var token = bench.send(bench.shard(0));
        bench.runUntilIdle();
        assertThat(bench.reports.isAwaited(token)).isTrue();
        assertThat(bench.queue.ids()).hasSize(1);

        bench.reports.goAway(false);
        bench.send(token, bench.shard(0)); // as the queue would, later
        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).isEqualTo("succeeded {\"shard\":0}");
        assertThat(bench.model.tiles()).isEqualTo(SampleJob.TILES_PER_SHARD);
    }

    @Test
    void aMessageStaysHiddenForAsLongAsItsShardTakes() {
        bench.times = new WorkerTimes(
                Duration.ofSeconds(20),
                Duration.ofMillis(20),
                HIDDEN,
                HIDDEN,
                Duration.ofMillis(20),
                Duration.ofMillis(400),
                Duration.ofMillis(400),
                Bench.PATIENCE,
                Duration.ofMillis(500),
                Duration.ofSeconds(2));
        bench.model.beforeTile(() -> Bench.pause(HIDDEN)); // two tiles at a time: twice as long
        var token = bench.reports.waitingTask();
        var message = bench.send(token, bench.shard(0));

        bench.runUntilIdle();

        assertThat(bench.reports.endOf(token)).startsWith("succeeded");
        assertThat(bench.queue.deliveries()).isEqualTo(1);
        assertThat(bench.queue.extensionsOf(message)).isGreaterThan(5);
        assertThat(bench.model.tiles()).isEqualTo(SampleJob.TILES_PER_SHARD);
    }

    @Test
    void twoShardsShareTheThreads() {
        var both = new CountDownLatch(2);
        bench.send(bench.shard(0));
        bench.send(bench.shard(1));
        // The first tiles of both are in the model at once, on two threads; no third ever is.
        var inModel = new AtomicInteger();
        var most = new AtomicInteger();
        bench.model.beforeTile(() -> {
            most.accumulateAndGet(inModel.incrementAndGet(), Math::max);
            both.countDown();
            Bench.await("both shards", () -> bench.logged("shard-started").size() == 2);
            inModel.decrementAndGet();
        });

        bench.runUntilIdle();

        assertThat(both.getCount()).isZero();
        assertThat(most).hasValueLessThanOrEqualTo(2);
        assertThat(bench.logged("shard-started")).hasSize(2);
        var lines = bench.lines.toString(StandardCharsets.UTF_8).lines().toList();
        int secondStart = lines.indexOf(bench.logged("shard-started").get(1));
        int firstEnd = lines.indexOf(bench.logged("shard-ended").get(0));
        assertThat(secondStart).as("both were under way").isLessThan(firstEnd);
    }

    @Test
    void aDeviceThatIsLostEndsTheWorker() {
        bench.model.beforeTile(() -> {
            throw new TransientFailure("the device is lost");
        });
        bench.canary = () -> {
            throw new PermanentFailure("model span-x2 does not work on this machine");
        };
        var token = bench.send(bench.shard(0));

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.BROKEN);

        assertThat(bench.reports.endOf(token)).startsWith("failed dev.azulejo.core.failure.TransientFailure");
    }

    @Test
    void withoutMemoryTheWorkerEndsAndTheMarkerTells() {
        bench.model.beforeTile(() -> {
            throw new OutOfMemoryError("of this test");
        });
        var token = bench.reports.waitingTask();
        var message = bench.send(token, bench.shard(0));

        assertThat(bench.runUntilIdle()).isEqualTo(Ending.BROKEN);

        assertThat(bench.reports.isAwaited(token)).isTrue();
        assertThat(bench.queue.isVisible(message)).isTrue();
        assertThat(bench.storage.exists(bench.markerKey(bench.shard(0)))).isTrue();
    }
}
