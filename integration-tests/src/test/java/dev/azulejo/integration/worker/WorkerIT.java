package dev.azulejo.integration.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.request.GeometrySpec;
import dev.azulejo.core.port.MediaTypes;
import dev.azulejo.integration.localstack.AwsClients;
import dev.azulejo.integration.localstack.OnLocalStack;
import dev.azulejo.storage.s3.S3Storage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.sfn.model.ExecutionStatus;

@OnLocalStack
class WorkerIT {
    /// By SIGTERM: so Batch starts another one.
    private static final int TERMINATED = 128 + 15;

    private static final Duration START = Duration.ofMinutes(5);
    private static final GeometrySpec SMALL_TILES = new GeometrySpec(96, 0, 0);

    @TempDir
    private Path folder;

    private final AwsClients aws;
    private final String bucket = "work-" + UUID.randomUUID();
    private final ShardMachine machine;
    private final S3Storage work;

    WorkerIT(AwsClients aws) {
        this.aws = aws;
        machine = ShardMachine.create(aws);
        aws.s3().createBucket(request -> request.bucket(bucket));
        aws.s3()
                .putBucketVersioning(request -> request.bucket(bucket)
                        .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        work = new S3Storage(aws.s3(), bucket, "", MediaTypes::of);
    }

    @Test
    void aShardGoesThroughTheRealModelAndItsTaskIsAnswered() {
        var picture = PlannedJob.cat(160, 120);
        var job = PlannedJob.plan(work, picture, SMALL_TILES);
        assertThat(job.shards()).hasSize(1);
        var execution = machine.start(job.shards().getFirst());

        try (var worker = start(Map.of(Variable.IDLE_SECONDS.text(), "1", Variable.TRACE.text(), "1"))) {
            assertThat(worker.exitCode(START)).as(worker.printed()).isZero();

            assertThat(worker.events("worker-started"))
                    .singleElement()
                    .satisfies(line -> assertThat(line.path("device").asText()).isEqualTo("CPU"));
            assertThat(worker.events("canary"))
                    .extracting(line -> line.path("model").asText())
                    .contains("span-x2", "span-x4", "cunet-denoise1", "ffdnet")
                    .doesNotContain("x4plus"); // its weights are not in the worker's folder
            var end = worker.events("shard-ended").getFirst();
            assertThat(end.path("job").asText()).isEqualTo(job.id().text());
            assertThat(end.path("how").asText()).isEqualTo("inferred");
            assertThat(end.path("busySeconds").asDouble()).isPositive();
            assertThat(worker.events("tile"))
                    .hasSize(job.manifest().grid().count())
                    .allSatisfy(tile -> assertThat(tile.path("start").asLong())
                            .isBetween(
                                    end.path("start").asLong(), tile.path("end").asLong()));
        }
        var ended = machine.ended(execution);
        assertThat(ended.status()).as(ended.cause()).isEqualTo(ExecutionStatus.SUCCEEDED);
        assertThat(ended.output()).isEqualTo("{\"shard\":0}");
        assertThat(job.tiles(0)).isEqualTo(PlannedJob.expectedTiles(picture, SMALL_TILES, 0));
        assertThat(machine.messages()).containsExactly(0, 0);
        assertThat(job.names())
                .containsExactly(
                        "attempts/0/manifest.json",
                        "attempts/0/start.json",
                        "request.json",
                        "shards.json",
                        "source/0",
                        "tiles/0");
    }

    @Test
    void aKilledWorkersShardIsDoneByTheNext() {
        var job = PlannedJob.plan(work, PlannedJob.cat(380, 280), SMALL_TILES);
        var execution = machine.start(job.shards().getFirst());
        var settings = Map.of(
                Variable.VISIBILITY_SECONDS.text(), "3", Variable.THREADS.text(), "1", Variable.TRACE.text(), "1");

        int starts; // mostly one: on a busy machine the message may have come back before it was hidden for longer
        try (var first = start(settings)) {
            first.await("tile");
            first.kill();
            assertThat(first.events("shard-ended")).as("too late").isEmpty();
            starts = first.events("shard-started").size();
        }
        assertThat(job.names()).contains("inflight/0").doesNotContain("tiles/0");

        try (var second = start(settings)) {
            assertThat(second.await("shard-started").path("starts").asInt()).isEqualTo(starts + 1);
            assertThat(machine.ended(execution).status()).isEqualTo(ExecutionStatus.SUCCEEDED);
            second.await("shard-ended");
            second.terminate();
            assertThat(second.exitCode(START)).isEqualTo(TERMINATED);
        }
        assertThat(job.names()).contains("tiles/0").doesNotContain("inflight/0");
        assertThat(machine.messages()).containsExactly(0, 0);
        assertThat(uploads()).isZero();
    }

    @Test
    void aWorkerThatIsToldToStopGivesEverythingBack() {
        // So many tiles that an upload begins long before the last of them is made.
        var job = PlannedJob.plan(work, PlannedJob.noise(1400, 900), new GeometrySpec(240, 1000, 0));
        assertThat(job.shards()).hasSize(1);
        var before = job.names();
        var execution = machine.start(job.shards().getFirst());

        try (var worker = start(Map.of(Variable.GRACE_SECONDS.text(), "0"))) {
            worker.await("shard-started");
            Waiting.until("an upload", START, () -> uploads() > 0);
            long told = System.nanoTime();
            worker.terminate();
            assertThat(worker.exitCode(START)).as(worker.printed()).isEqualTo(TERMINATED);
            System.out.printf("SIGTERM to exit: %d ms%n", (System.nanoTime() - told) / 1_000_000);
            assertThat(worker.events("shard-released")).hasSize(1);
            assertThat(worker.events("shard-ended")).as("too late").isEmpty();
        }
        assertThat(machine.messages()).as("visible, held").containsExactly(1, 0);
        assertThat(job.names()).isEqualTo(before);
        assertThat(uploads()).isZero();
        assertThat(machine.isRunning(execution)).isTrue();
    }

    @Test
    void aShardThatKillsThreeWorkersFailsItsTaskByName() {
        var job = PlannedJob.plan(work, PlannedJob.cat(160, 120), SMALL_TILES);
        var key = "jobs/%s/inflight/0".formatted(job.id());
        work.put(key, "{\"starts\":3}".getBytes(StandardCharsets.UTF_8)); // as three deaths leave it
        var execution = machine.start(job.shards().getFirst());

        try (var worker = start(Map.of(Variable.IDLE_SECONDS.text(), "1"))) {
            assertThat(worker.exitCode(START)).as(worker.printed()).isZero();
        }

        var ended = machine.ended(execution);
        assertThat(ended.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(ended.error()).isEqualTo("dev.azulejo.core.failure.PermanentFailure");
        assertThat(ended.cause()).startsWith("shard 0 of job %s: 3 workers died".formatted(job.id()));
        assertThat(job.names()).doesNotContain("inflight/0", "tiles/0");
    }

    @Test
    void aQueueThatDoesNotExistIsNamed() {
        var url = machine.queueUrl() + "-gone";
        try (var worker = start(Map.of(Variable.TASKS.text(), url))) {
            assertThat(worker.exitCode(START)).isEqualTo(1);
            assertThat(worker.printed()).contains("there is no queue " + url);
        }
    }

    private WorkerProcess start(Map<String, String> settings) {
        var all = new HashMap<String, String>();
        all.put(Variable.TASKS.text(), machine.queueUrl());
        all.put(Variable.WORK.text(), bucket);
        all.put(Variable.DEVICE.text(), "cpu");
        all.put(Variable.IDLE_SECONDS.text(), "120"); // so that it does not outlive a test run that is killed
        all.putAll(settings);
        return WorkerProcess.start(folder, aws, all);
    }

    private int uploads() {
        return aws.s3()
                .listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .size();
    }
}
