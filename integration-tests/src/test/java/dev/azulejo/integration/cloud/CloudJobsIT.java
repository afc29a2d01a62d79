package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome.Failed;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.server.Served;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `azulejo jobs` beside a deployment: a failed job is found, understood and mended, as `docs/operations.md` says.
@OnCloud
class CloudJobsIT {
    private static final Duration SOON = Duration.ofMinutes(10);

    private final Cloud cloud;

    CloudJobsIT(Cloud cloud) {
        this.cloud = cloud;
    }

    private String jobs(String... arguments) {
        var ran = ran(arguments);
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    private Served.Ran ran(String... arguments) {
        var all = new ArrayList<>(List.of("jobs"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--bucket", cloud.output(StackOutput.WORK_BUCKET)));
        return Served.run(cloud.environment(), all.toArray(String[]::new));
    }

    private String letters(String command, String... arguments) {
        var all = new ArrayList<>(List.of("jobs", command, "--queue", cloud.output(StackOutput.UNEXPLAINED_QUEUE_URL)));
        all.addAll(List.of(arguments));
        var ran = Served.run(cloud.environment(), all.toArray(String[]::new));
        assertThat(ran.exit()).as(ran.err()).isZero();
        return ran.out();
    }

    @Test
    void aFailedJobIsFoundUnderstoodAndMended(@TempDir Path folder) {
        var tasks = new HeldTasks(cloud);
        var key = "photo-x2/operated/beach.png";
        var picture = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png");
        var job = cloud.awaitJob(cloud.drop(key, picture, Map.of("azulejo-tile", "120")), SOON);
        var held = tasks.take(job, SOON);
        assertThat(jobs("list", "--state", "running", "--recipe", "photo-x2")).contains(job.text());
        assertThat(ran("redrive", job.text()).err()).contains("has not ended", "azulejo jobs cancel " + job);
        cloud.work().put(JobKeys.tiles(job, 0), "not what a worker writes".getBytes(StandardCharsets.UTF_8));
        tasks.reportSuccess(held);
        assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Failed.class);

        assertThat(jobs("list", "--state", "failed", "--since", "1h"))
                .contains(job.text())
                .contains(key);
        assertThat(jobs("show", job.text()))
                .contains("dropped as version")
                .contains("  enhance        took the attempt: {\"execution\":\"arn:aws:states:")
                .contains("  infer          failed, PermanentFailure: ")
                .contains("damaged: " + JobKeys.tiles(job, 0))
                .contains("azulejo jobs redrive %s --bucket ".formatted(job));
        assertThat(ran("cancel", job.text()).err()).contains("has ended already: failed");

        try (var _ = WarmWorker.start(cloud, folder, Map.of())) {
            assertThat(jobs("redrive", job.text())).contains("began attempt 1 of " + job);
            assertThat(jobs("tail", job.text())).contains("unknown        tried it again: attempt 1", "delivered ");
            assertThat(cloud.jobs().outcome(new Attempt(job, 1))).get().isInstanceOf(Succeeded.class);
        }
        assertThat(cloud.outbox().exists(key)).isTrue();
    }

    @Test
    void aJobIsCancelled() {
        var tasks = new HeldTasks(cloud);
        var job = drop("photo-x2/operated/cancelled.png");
        var held = tasks.take(job, SOON);
        assertThat(jobs("cancel", job.text(), "--why", "by the test")).contains("cancelled " + job);
        assertThat(jobs("show", job.text())).contains("unknown        cancelled it: by the test");
        tasks.answerIfAwaited(held); // or its machine would wait for two days
    }

    private JobId drop(String key) {
        return cloud.awaitJob(
                cloud.drop(key, Pictures.encoded(Pictures.part("astronaut.png", 0, 0, 90, 80), "png")), SOON);
    }

    /// A letter that no program understands is shown, sent back, and comes back, until somebody removes it.
    @Test
    void aLetterGoesBackToTheQueueThatGaveItUp() {
        var nonsense = "{\"nonsense\": \"%s\"}".formatted(System.nanoTime());
        cloud.aws()
                .sqs()
                .sendMessage(send -> send.queueUrl(cloud.output(StackOutput.DEAD_STAGES_QUEUE_URL))
                        .messageBody(nonsense));
        var first = awaitLetter(nonsense);
        assertThat(first).contains("DeadStages");
        assertThat(letters("replay", idOf(first))).contains("sent 1 messages again");
        var second = awaitLetter(nonsense);
        assertThat(letters("replay", "--drop", "--yes", idOf(second))).contains("removed 1 messages");
        assertThat(letters("letters")).doesNotContain(nonsense);
    }

    private static String idOf(String line) {
        return line.substring(0, line.indexOf(' '));
    }

    private String awaitLetter(String body) {
        return Cloud.await(
                "a letter",
                SOON,
                () -> Optional.of(letters("letters")).stream()
                        .flatMap(String::lines)
                        .filter(line -> line.contains(body))
                        .findFirst());
    }
}
