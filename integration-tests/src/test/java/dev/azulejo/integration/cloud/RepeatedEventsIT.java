package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// S3 delivers each event at least once and in any order. Whatever it does, a version of a source is one job.
@OnCloud
class RepeatedEventsIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    RepeatedEventsIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void eachTriggerThriceIsOneJobOneInferenceAndOneResult(@TempDir Path folder) {
        var key = "photo-x2/repeated/cat.png";
        var events = OutcomeEvents.of(cloud);
        try (var repeater = EventRepeater.start(cloud);
                var worker = WarmWorker.start(cloud, folder, Map.of())) {
            var version = cloud.drop(
                    key,
                    Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png"),
                    Map.of("azulejo-tile", "120", "azulejo-shard-tiles", "3"));
            var job = cloud.awaitJob(version, SOON);
            events.await(job, SOON);
            Cloud.await(
                    "the triggers of all stages",
                    SOON,
                    () -> Optional.of(repeater.triggersOf(job)).filter(EnumSet.allOf(StageTrigger.class)::equals));
            repeater.awaitQuiet(job);
            assertOneOfEach(version, key, worker);

            var before = cloud.versionsOfJob(job);
            repeater.sendAllAgain(job);
            repeater.awaitQuiet(job);
            assertThat(cloud.versionsOfJob(job))
                    .as("writes to the job after its end")
                    .isEqualTo(before);
            assertOneOfEach(version, key, worker);
            assertThat(events.of(job))
                    .as("all that was told")
                    .extracting(event -> event.at("/detail/id").asText())
                    .containsOnly(job + "-0");
        }
    }

    /// What the dead one said it would show lies there already, as the next one says it.
    @Test
    void aDeliverThatDiedRightAfterItSaidWhatItShowsIsRepeated(@TempDir Path folder) {
        var key = "photo-x2/died/cat.png";
        var version = cloud.drop(key, Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 80, 60), "png"));
        var attempt = Attempt.first(cloud.awaitJob(version, SOON));
        var manifest = Cloud.await("the plan", SOON, () -> cloud.jobs().planned(attempt));
        cloud.jobs().announce(attempt, manifest.results().getFirst().destination());

        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            assertThat(cloud.awaitOutcome(attempt, SOON)).isInstanceOf(Succeeded.class);
        }

        assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, key)).hasSize(1);
    }

    private void assertOneOfEach(String version, String key, WarmWorker worker) {
        var jobs = cloud.requests().stream()
                .filter(request -> request.source().version().equals(version))
                .toList();
        assertThat(jobs).hasSize(1);
        var job = jobs.getFirst().job();
        assertThat(cloud.jobs().outcome(Attempt.first(job))).get().isInstanceOf(Succeeded.class);
        assertThat(worker.tiles(job).stream()
                        .collect(Collectors.groupingBy(tile -> tile.tile(), Collectors.counting())))
                .as("how often each tile was inferred")
                .hasSize(12)
                .values()
                .containsOnly(1L);
        assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, key))
                .as("results ever made")
                .hasSize(1);
    }
}
