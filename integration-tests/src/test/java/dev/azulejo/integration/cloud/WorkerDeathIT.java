package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.core.job.record.Result;
import dev.azulejo.integration.command.Azulejo;
import dev.azulejo.integration.command.Pictures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Workers that end in the middle of a shard, in one way or another.
@OnCloud
class WorkerDeathIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    /// Messages of a worker that was killed come back after this.
    private static final Map<String, String> SETTINGS =
            Map.of(Variable.VISIBILITY_SECONDS.text(), "10", Variable.THREADS.text(), "1");

    private final Cloud cloud;

    WorkerDeathIT(Cloud cloud) {
        this.cloud = cloud;
    }

    /// Of both results that a sidecar asked for, which share the tiles.
    @Test
    void oneKilledOneStoppedAndAThirdMakeTheSameBytes(@TempDir Path folder) throws IOException {
        var source = Pictures.write(Pictures.part("astronaut.png", 20, 20, 490, 370), folder.resolve("source.png"));
        var embedded = folder.resolve("embedded.png");
        Azulejo.warm(folder).enhance(source, "-o", embedded, "--recipe", "photo-x2", "--also", "200w.png");
        var key = "photo-x2/deaths/photo.png";
        var expected = Map.of(key, embedded, key + ".200w.png", folder.resolve("embedded-200w.png"));
        cloud.drop(key + ".azulejo.json", "{\"also\": [\"200w.png\"]}".getBytes(StandardCharsets.UTF_8));

        try (var killed = WarmWorker.start(cloud, folder, SETTINGS);
                var stopped = WarmWorker.start(cloud, folder, SETTINGS)) {
            var version = cloud.drop(
                    key, Files.readAllBytes(source), Map.of("azulejo-tile", "120", "azulejo-shard-tiles", "4"));
            var job = cloud.awaitJob(version, SOON);
            awaitTheMiddleOfAShard(killed, job);
            killed.killHard();
            var heldByTheKilled = started(killed, job);
            heldByTheKilled.removeAll(done(killed, job));
            assertThat(heldByTheKilled).as("shards that the killed worker held").isNotEmpty();

            awaitTheMiddleOfAShard(stopped, job);
            stopped.terminate();
            assertThat(stopped.awaitEnd(Duration.ofMinutes(5))).isEqualTo(128 + 15); // by SIGTERM

            try (var third = WarmWorker.start(cloud, folder, SETTINGS)) {
                assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Succeeded.class);
                for (var result : expected.entrySet()) {
                    assertThat(cloud.bytes(cloud.outbox(), result.getKey()))
                            .isEqualTo(Files.readAllBytes(result.getValue()));
                    assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, result.getKey()))
                            .as("times that %s was delivered", result.getKey())
                            .hasSize(1);
                }
                assertThat(inferredAgain(job, killed, stopped, third))
                        .as("shards of which a tile was inferred more than once")
                        .isSubsetOf(heldByTheKilled);
                assertNothingIsLeft(job); // while one is there for a message of which the killed one had answered
            }
        }
    }

    private static void awaitTheMiddleOfAShard(WarmWorker worker, JobId job) {
        Cloud.await("the middle of a shard", SOON, () -> {
            var started = started(worker, job);
            started.removeAll(done(worker, job));
            var halfDone = worker.tiles(job).stream()
                    .filter(tile -> started.contains(tile.shard()))
                    .findFirst();
            return halfDone.isPresent() ? Optional.of(true) : Optional.empty();
        });
    }

    private static Set<Integer> started(WarmWorker worker, JobId job) {
        return shards(worker, job, "shard-started");
    }

    private static Set<Integer> done(WarmWorker worker, JobId job) {
        return shards(worker, job, "shard-ended");
    }

    private static Set<Integer> shards(WarmWorker worker, JobId job, String event) {
        return worker.lines(event).stream()
                .filter(line -> line.path("job").asText().equals(job.text()))
                .map(line -> line.path("shard").asInt())
                .collect(Collectors.toSet());
    }

    private static Set<Integer> inferredAgain(JobId job, WarmWorker... workers) {
        var times = Stream.of(workers)
                .flatMap(worker -> worker.tiles(job).stream())
                .collect(Collectors.groupingBy(tile -> List.of(tile.shard(), tile.tile()), Collectors.counting()));
        return times.entrySet().stream()
                .filter(tile -> tile.getValue() > 1)
                .map(tile -> tile.getKey().getFirst())
                .collect(Collectors.toSet());
    }

    private void assertNothingIsLeft(JobId job) {
        assertThat(cloud.openUploads(StackOutput.WORK_BUCKET)).isEmpty();
        assertThat(cloud.openUploads(StackOutput.OUTBOX_BUCKET)).isEmpty();
        Cloud.await(
                "an empty queue of tasks",
                SOON,
                () -> cloud.messages(StackOutput.TASKS_QUEUE_URL) == 0 ? Optional.of(true) : Optional.empty());
        var results = cloud.jobs().manifest(Attempt.first(job)).results();
        var expected = Stream.of(
                        Stream.of(
                                "attempts/0/decision.json",
                                "attempts/0/enhance.claim",
                                "attempts/0/inferred.json",
                                "attempts/0/manifest.json",
                                "attempts/0/outcome.json",
                                "attempts/0/start.json",
                                "attempts/0/stitch.claim",
                                "attempts/0/stitched.json",
                                "request.json",
                                "shards.json"),
                        IntStream.range(0, cloud.jobs().shards(job).shards().size())
                                .boxed()
                                .flatMap(shard -> Stream.of("source/" + shard, "tiles/" + shard)),
                        results.stream().flatMap(WorkerDeathIT::strips))
                .flatMap(names -> names);
        assertThat(cloud.filesOf(job).stream().map(name -> name.replaceFirst("(strips/\\d+/\\d+)/[0-9a-f]{16}$", "$1")))
                .containsExactlyInAnyOrderElementsOf(expected.toList());
    }

    private static Stream<String> strips(Result result) {
        return IntStream.rangeClosed(0, result.strips().count())
                .mapToObj(strip -> "strips/%d/%d".formatted(result.number(), strip));
    }
}
