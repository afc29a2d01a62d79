package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.integration.command.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/// A job that is cancelled as soon as the object lies there that starts a stage, whatever runs at that moment.
@OnCloud
@TestInstance(Lifecycle.PER_CLASS)
class CancelIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    @AutoClose
    private WarmWorker worker;

    CancelIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @BeforeAll
    void startWorker(@TempDir Path folder) {
        worker = WarmWorker.start(cloud, folder, Map.of());
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NOTIFY")
    void aCancelledJobNeverShowsAResult(StageTrigger stage) {
        var key = "photo-x2/cancelled/at %s.png".formatted(stage);
        var events = OutcomeEvents.of(cloud);
        var picture = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png");
        var job = cloud.awaitJob(
                cloud.drop(key, picture, Map.of("azulejo-tile", "120", "azulejo-shard-tiles", "3")), SOON);
        awaitStart(stage, Attempt.first(job));
        boolean cancelled = new CancelJob(cloud.jobs()).run(job, "by the test");

        if (!cancelled) {
            // Too late: it was decided to deliver in the moment between.
            assertThat(stage).isEqualTo(StageTrigger.DELIVER);
            return;
        }
        assertThat(events.await(job, SOON).path("detail-type").asText()).isEqualTo("ImageCancelled");
        awaitStill(job);
        assertThat(worker.isAlive()).isTrue();
        assertThat(cloud.jobs().outcome(Attempt.first(job))).get().isInstanceOf(Cancelled.class);
        assertThat(cloud.versions(StackOutput.OUTBOX_BUCKET, key))
                .as("results ever visible")
                .isEmpty();
        assertThat(cloud.messages(StackOutput.DEAD_STAGES_QUEUE_URL)).isZero();
    }

    private void awaitStart(StageTrigger stage, Attempt attempt) {
        Cloud.await("the start of " + stage, SOON, () -> {
            if (cloud.work().exists(stage.key(attempt))) {
                return Optional.of(true);
            }
            assertThat(cloud.jobs().outcome(attempt))
                    .as("ended before " + stage)
                    .isEmpty();
            return Optional.empty();
        });
    }

    /// Waits until nothing works on the job any more.
    private void awaitStill(JobId job) {
        Cloud.await(
                "stillness around " + JobKeys.folder(job),
                SOON,
                () -> cloud.runningExecutions().isEmpty() && cloud.messages(StackOutput.TASKS_QUEUE_URL) == 0
                        ? Optional.of(true)
                        : Optional.empty());
        Cloud.pause(Duration.ofSeconds(2)); // a stage that had begun may still write what nobody will read
    }
}
