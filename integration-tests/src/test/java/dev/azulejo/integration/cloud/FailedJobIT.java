package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.infer.InferStage;
import dev.azulejo.core.infer.InferStage.Unfinished;
import dev.azulejo.core.infer.TileThreads;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.port.Progress;
import dev.azulejo.imaging.pixels.ZstdBlockCodec;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.integration.Checkout;
import dev.azulejo.integration.command.Pictures;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What breaks for good ends its job as failed, by name; what was only lost is repaired.
@OnCloud
class FailedJobIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;
    private final HeldTasks tasks;

    FailedJobIT(Cloud cloud) {
        this.cloud = cloud;
        this.tasks = new HeldTasks(cloud);
    }

    /// A worker that reports what it has not done, or done badly: the Map succeeds, the close does not.
    @ParameterizedTest
    @CsvSource({"missing, 3", "damaged, 3", "missing, 0", "damaged, 0"})
    void aShardThatIsReportedButNotThereFailsTheJobByName(String how, int shardTiles) {
        var key = "photo-x2/reported/%s %d.png".formatted(how, shardTiles);
        var job = dropped(key, shardTiles);
        int shards = Cloud.await(
                "shards",
                SOON,
                () -> cloud.filesOf(job).contains("attempts/0/manifest.json")
                        ? Optional.of(cloud.jobs().shards(job).shards().size())
                        : Optional.empty());
        for (int i = 0; i < shards; i++) {
            var held = tasks.take(job, SOON);
            if (how.equals("damaged")) {
                cloud.work()
                        .put(
                                JobKeys.tiles(job, held.task().shard().id()),
                                "not what a worker writes".getBytes(StandardCharsets.UTF_8));
            }
            tasks.reportSuccess(held);
        }
        var failed = awaitFailure(job);
        assertThat(failed.stage()).isEqualTo("infer");
        assertThat(failed.failure()).isEqualTo("PermanentFailure");
        assertThat(failed.detail()).contains(JobKeys.tiles(job, 0));
        assertThat(failed.damaged()).containsExactly(JobKeys.tiles(job, 0));
        assertReport(key, JobKeys.tiles(job, 0));
    }

    @Test
    void aLostCallbackIsRepairedByRedelivery(@TempDir Path folder) {
        var key = "photo-x2/lost/callback.png";
        var job = dropped(key, 0);
        // The result is there, and its worker died before it could say so: made by one that answered elsewhere.
        var held = tasks.take(job, SOON);
        inferHere(job, held.task().shard());
        tasks.release(held);
        try (var worker = WarmWorker.start(cloud, folder, Map.of())) {
            assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Succeeded.class);
            assertThat(worker.tiles(job)).as("tiles inferred again").isEmpty();
        }
    }

    @Test
    void anExecutionThatIsAbortedEndsItsJobAsFailed() {
        var job = dropped("photo-x2/aborted/enhance.png", 0);
        var held = tasks.take(job, SOON);
        var execution = cloud.runningExecutions().getFirst();
        cloud.aws()
                .stepFunctions()
                .stopExecution(
                        stop -> stop.executionArn(execution).error("Operator").cause("stopped by hand"));
        var failed = awaitFailure(job);
        assertThat(failed.stage()).isEqualTo("infer");
        assertThat(failed.failure() + " " + failed.detail()).contains("ABORTED").contains("stopped by hand");
        tasks.drop(held);
    }

    /// Plan's process is killed whenever it is there: for the event, and for both tries after it.
    @Test
    void aFunctionThatDiesThriceEndsItsJobAsFailed() {
        try (var _ = FunctionKiller.start(cloud, PipelineFunction.PLAN)) {
            var failed = awaitFailure(dropped("photo-x2/dead/function.png", 0));
            assertThat(failed.stage()).isEqualTo("plan");
            assertThat(failed.failure()).isEqualTo("Runtime.ExitError");
            assertThat(failed.detail()).contains("Runtime exited").contains("RetriesExhausted");
        }
    }

    @Test
    void aWorkerThatGivesUpATileNamesIt(@TempDir Path folder) {
        var job = dropped("photo-x2/given up/tile.png", 0);
        var held = tasks.take(job, SOON);
        cloud.work().put(JobKeys.source(job, 0), "not pixels".getBytes(StandardCharsets.UTF_8));
        tasks.release(held);
        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var failed = awaitFailure(job);
            assertThat(failed.stage()).isEqualTo("infer");
            assertThat(failed.detail()).contains(JobKeys.source(job, 0));
        }
    }

    @Test
    void aDamagedManifestIsNamed() {
        var job = dropped("photo-x2/damaged/manifest.png", 0);
        var held = tasks.take(job, SOON);
        cloud.work().put(JobKeys.manifest(Attempt.first(job)), "{".getBytes(StandardCharsets.UTF_8));
        tasks.reportSuccess(held);
        var failed = awaitFailure(job);
        assertThat(failed.detail()).contains("manifest.json");
    }

    /// What a worker does, without its report.
    private void inferHere(JobId job, Shard shard) {
        try (var models = new ModelFolder(Checkout.ROOT.resolve("models"), Device.CPU);
                var threads = new TileThreads(1)) {
            new InferStage(cloud.jobs(), models, new ZstdBlockCodec(), threads, Progress.NONE, Unfinished.LOST)
                    .run(cloud.jobs().manifest(Attempt.first(job)), shard);
        }
    }

    private JobId dropped(String key, int shardTiles) {
        var picture = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png");
        var metadata = Map.of("azulejo-tile", "120", "azulejo-shard-tiles", String.valueOf(shardTiles));
        return cloud.awaitJob(cloud.drop(key, picture, metadata), SOON);
    }

    private Failed awaitFailure(JobId job) {
        assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Failed.class);
        return (Failed) cloud.jobs().outcome(Attempt.first(job)).orElseThrow();
    }

    private void assertReport(String key, String named) {
        cloud.awaitObject(cloud.outbox(), key + ".error.json", SOON);
        assertThat(new String(cloud.bytes(cloud.outbox(), key + ".error.json"), StandardCharsets.UTF_8))
                .contains(named);
        assertThat(cloud.outbox().exists(key)).as("a result of a failed job").isFalse();
    }
}
