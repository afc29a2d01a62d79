package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.events.JacksonCodec;
import dev.azulejo.integration.command.Pictures;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// A shard that workers were given fifty times, and none could do: its message goes to the queue of dead tasks, and its
/// job ends as failed, by the name of what is missing.
@OnCloud
class DeadTaskIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    DeadTaskIT(Cloud cloud) {
        this.cloud = cloud;
    }

    @Test
    void aShardThatNoWorkerCouldDoEndsItsJobAsFailed() {
        var picture = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 80, 60), "png");
        var job = cloud.awaitJob(cloud.drop("photo-x2/dead/a.png", picture), SOON);
        var tasks = new HeldTasks(cloud);
        var held = tasks.take(job, SOON);
        tasks.drop(held);

        cloud.aws()
                .sqs()
                .sendMessage(dead -> dead.queueUrl(cloud.output(StackOutput.DEAD_TASKS_QUEUE_URL))
                        .messageBody(new String(new JacksonCodec().encode(held.task()), StandardCharsets.UTF_8)));

        assertThat(cloud.awaitOutcome(job, SOON))
                .isInstanceOfSatisfying(
                        Outcome.Failed.class,
                        failed -> assertThat(failed.detail()).endsWith("tiles/0 is missing"));
    }
}
