package dev.azulejo.functions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.deliver.DeliverStage.ForeignFiles;
import dev.azulejo.core.job.JobEnding;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UndeliveredDecisionTest {
    private final TestPipeline pipeline = new TestPipeline();

    @Test
    void whileTheOutboxDoesNotAnswerDeliveryIsTriedUntilTheLastReceive() {
        var job = pipeline.stitched("photo-x2/a.png", TestPhotos.photo("png", 60, 60));
        new JobEnding(pipeline.objects).decideToDeliver(job);
        var deliver = new DeliverStage(
                pipeline.objects,
                place -> {
                    throw new StorageUnavailable("the outbox does not answer", null);
                },
                ForeignFiles.KEEP);
        var letters = new DeadLetters(
                pipeline.objects,
                pipeline.runner,
                deliver,
                (token, error, cause) -> {},
                new Claims(pipeline.work, execution -> false),
                pipeline.telemetry);
        var letter = new DeadStage(job, StageTrigger.DELIVER, "TransientFailure", "given up", Optional.empty());

        for (int receives = 1; receives < 3; receives++) {
            int received = receives;
            assertThatThrownBy(() -> letters.end(letter, received)).isInstanceOf(StorageUnavailable.class);
            assertThat(pipeline.objects.outcome(job)).isEmpty();
        }
        letters.end(letter, 3);

        assertThat(pipeline.failure(job).stage()).isEqualTo("deliver");
        assertThat(pipeline.failure(job).detail()).isEqualTo("the outbox does not answer");
        assertThat(pipeline.metrics().split("\"UndeliveredDecisions\":1")).hasSize(4);
    }
}
