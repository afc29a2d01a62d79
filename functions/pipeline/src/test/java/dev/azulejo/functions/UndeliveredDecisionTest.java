package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.deliver.Copying;
import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.deliver.ForeignFiles;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndeliveredDecisionTest {
    private final TestPipeline pipeline = new TestPipeline();

    @Test
    void whileTheOutboxDoesNotAnswerDeliveryIsTriedAndNeverGivenUp() {
        var job = pipeline.stitched("photo-x2/a.png", TestPhotos.photo("png", 60, 60));
        new JobEnding(pipeline.objects).decideToDeliver(job);
        var deliver = new DeliverStage(
                pipeline.objects,
                place -> {
                    throw new StorageUnavailable("the outbox does not answer", null);
                },
                ForeignFiles.KEEP,
                Copying.NONE);
        var letters = new DeadLetters(
                pipeline.runner,
                deliver,
                (token, error, cause) -> {},
                new Claims(pipeline.work, execution -> false),
                pipeline.telemetry);
        var letter = new DeadStage(job, StageTrigger.DELIVER, "TransientFailure", "given up", Optional.empty());

        for (int receives = 1; receives <= 3; receives++) {
            assertThatThrownBy(() -> letters.end(letter)).isInstanceOf(StorageUnavailable.class);
            assertThat(pipeline.objects.outcome(job)).isEmpty();
        }
        assertThat(pipeline.metrics().split("\"UndeliveredDecisions\":1")).hasSize(4);

        pipeline.deadLetter()
                .handleRequest(
                        TestEvents.message(TestEvents.sample("dead-lambda-timeout.json", job), 1), new TestContext());
        assertThat(pipeline.objects.outcome(job)).containsInstanceOf(Outcome.Succeeded.class);
    }
}
