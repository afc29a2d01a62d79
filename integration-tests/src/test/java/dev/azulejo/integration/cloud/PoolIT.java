package dev.azulejo.integration.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.azulejo.cloud.Heartbeat;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.outcome.Outcome.Succeeded;
import dev.azulejo.integration.command.Pictures;
import dev.azulejo.integration.localstack.LocalStack;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.eventbridge.model.Rule;

/// Nobody starts a worker but the pool: by the seconds of work that there are, not by the number of photographs.
@OnCloud
class PoolIT {
    private static final Duration SOON = Duration.ofMinutes(10);
    private static final byte[] PICTURE = Pictures.encoded(Pictures.part("astronaut.png", 100, 60, 330, 250), "png");

    private final Cloud cloud;

    PoolIT(Cloud cloud, LocalStack localStack) {
        assumeThat(HiredWorkers.canBe(localStack)).isTrue();
        this.cloud = cloud;
    }

    /// Shards of jobs that others have cancelled wait for whoever takes them next.
    @BeforeEach
    void nothingWaits() {
        try (var beats = cloud.work().list(Heartbeat.FOLDER)) { // of workers that were killed
            beats.toList().forEach(beat -> cloud.work().delete(beat.key()));
        }
        cloud.aws().sqs().purgeQueue(purge -> purge.queueUrl(cloud.output(StackOutput.TASKS_QUEUE_URL)));
    }

    private JobId drop(String key, Map<String, String> metadata) {
        return cloud.awaitJob(cloud.drop(key, PICTURE, metadata), SOON);
    }

    private void awaitSuccess(JobId job) {
        assertThat(cloud.awaitOutcome(job, SOON)).isInstanceOf(Succeeded.class);
    }

    /// Before there was a pool each manifest started one.
    @Test
    void oneWorkerTakesAllPhotographsThatComeAtOnce() {
        try (var workers = HiredWorkers.of(cloud)) {
            var jobs = IntStream.range(0, 4)
                    .mapToObj(number -> cloud.drop("photo-x2/pool/%d.png".formatted(number), PICTURE))
                    .toList();
            jobs.forEach(version -> awaitSuccess(cloud.awaitJob(version, SOON)));

            assertThat(workers.asked()).isOne();
        }
    }

    /// Plan makes it whole.
    @Test
    void aPhotographThatNoModelSeesStartsNobody() {
        try (var workers = HiredWorkers.of(cloud)) {
            awaitSuccess(drop("resize/pool/a.png", Map.of("azulejo-width", "50")));
            look();

            assertThat(workers.asked()).isZero();
        }
    }

    /// As the schedule does.
    private void look() {
        var answer = cloud.aws()
                .lambda()
                .invoke(call -> call.functionName(cloud.stack().output(StackOutput.nameOf(PipelineFunction.POOL)))
                        .payload(SdkBytes.fromUtf8String("{\"look\":true}")));
        assertThat(answer.payload().asUtf8String()).isEqualTo("{\"started\":0}");
    }

    /// As after a redrive of a dead letter, or where the event of a manifest was lost.
    @Test
    void aShardThatNobodyHasHeardOfIsFoundByTheLookOfEachMinute() {
        var planned = planned();
        cloud.aws().events().disableRule(rule -> rule.name(planned.name()));
        try (var workers = HiredWorkers.of(cloud)) {
            awaitSuccess(drop("photo-x2/pool/unheard.png", Map.of()));

            assertThat(workers.asked()).isOne();
        } finally {
            cloud.aws().events().enableRule(rule -> rule.name(planned.name()));
        }
    }

    /// The rule that tells the pool of manifests.
    private Rule planned() {
        return cloud.aws().events().listRules(list -> {}).rules().stream()
                .filter(rule -> rule.name().contains("PoolPlanned"))
                .findFirst()
                .orElseThrow();
    }
}
