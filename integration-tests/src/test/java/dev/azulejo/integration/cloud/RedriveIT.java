package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.CancelJob;
import dev.azulejo.core.job.RedriveJob;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome.Cancelled;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The next attempt of a job goes its way by events, machines and workers as the first does.
@OnCloud
class RedriveIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    RedriveIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void aCancelledJobIsMadeAfterAllAndOneWhoseResultIsGoneIsMadeAgain(@TempDir Path folder) {
        var key = "photo-x2/redriven/a.png";
        var picture = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png");
        var cut = Map.of("azulejo-tile", "120", "azulejo-shard-tiles", "3");
        var job = cloud.awaitJob(cloud.drop(key, picture, cut), SOON);
        Cloud.await(
                "the plan",
                SOON,
                () -> cloud.work().exists(JobKeys.manifest(Attempt.first(job))) ? Optional.of(true) : Optional.empty());
        assertThat(new CancelJob(cloud.jobs()).run(job, "by the test")).isTrue();
        assertThat(cloud.jobs().outcome(Attempt.first(job))).get().isInstanceOf(Cancelled.class);

        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            var second = redriven(job);
            assertThat(second.attempt()).isEqualTo(1);
            assertThat(cloud.outbox().version(key))
                    .isEqualTo(second.results().getFirst().version());
            var first = cloud.bytes(cloud.outbox(), key);

            cloud.outbox().delete(key);
            assertThat(new CancelJob(cloud.jobs()).run(job, "too late")).isFalse();
            var third = redriven(job);
            assertThat(third.attempt()).isEqualTo(2);
            assertThat(cloud.bytes(cloud.outbox(), key)).isEqualTo(first);
        }
        assertThat(cloud.jobs().outcome(Attempt.first(job))).get().isInstanceOf(Cancelled.class);
        assertThat(cloud.messages(StackOutput.DEAD_STAGES_QUEUE_URL)).isZero();
    }

    /// Begins the next attempt, and waits for its end.
    private Succeeded redriven(JobId job) {
        var redrive = new RedriveJob(cloud.jobs());
        var outcome = cloud.awaitOutcome(redrive.run(job), SOON);
        assertThat(outcome).isInstanceOf(Succeeded.class);
        return (Succeeded) outcome;
    }
}
