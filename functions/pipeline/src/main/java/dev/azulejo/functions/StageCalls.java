package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.CallField;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.FailJob;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.functions.Metrics.Metric;
import dev.azulejo.storage.StorageFailure;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Calls a stage for an event or for a state machine, and decides by the class of a failure what happens next: a
/// permanent one ends the job here and now; any other is thrown, so that Lambda or the state machine tries again,
/// and the dead-letter function ends the job when they have given up. Thread-safe.
final class StageCalls {
    private static final Logger LOG = Logger.getLogger(StageCalls.class);

    private final FailJob fail;
    private final Telemetry telemetry;
    private final String workBucket;

    StageCalls(FailJob fail, Telemetry telemetry, String workBucket) {
        this.fail = fail;
        this.telemetry = telemetry;
        this.workBucket = workBucket;
    }

    /// Runs `work` for the job whose object `event` announces.
    ///
    /// @return `{"job"}`, with `"ended": "failed"` where the job ended by it
    JsonNode forEvent(StageTrigger stage, JsonNode event, Context context, Consumer<JobId> work) {
        return telemetry.call(context, event, () -> run(stage, JobEvents.job(event, workBucket, stage), work));
    }

    /// The same for the job that a state machine names.
    JsonNode forMachine(StageTrigger stage, JsonNode input, Context context, Consumer<JobId> work) {
        return forMachine(stage, input, context, MachineInput::job, (job, same) -> work.accept(job));
    }

    /// The same for one that tells more, which `parse` reads: a machine that tells it wrong ends no job.
    <T> JsonNode forMachine(
            StageTrigger stage,
            JsonNode input,
            Context context,
            Function<JsonNode, T> parse,
            BiConsumer<JobId, T> work) {
        return telemetry.call(context, input, () -> {
            var told = parse.apply(input);
            return run(stage, MachineInput.job(input), job -> work.accept(job, told));
        });
    }

    private JsonNode run(StageTrigger stage, JobId job, Consumer<JobId> work) {
        telemetry.about(stage.name(), job.text());
        var answer = JsonNodeFactory.instance.objectNode().put(CallField.JOB, job.text());
        try {
            if (!succeeds(stage, job, work)) {
                answer.put("ended", "failed");
            }
        } catch (StorageFailure failure) { // machines know our names alone
            throw new TransientFailure(String.valueOf(failure.getMessage()), failure);
        }
        return answer;
    }

    private boolean succeeds(StageTrigger stage, JobId job, Consumer<JobId> work) {
        try {
            work.accept(job);
            return true;
        } catch (PermanentFailure failure) {
            if (stage == StageTrigger.NOTIFY) {
                throw failure; // how the job ended is settled; that nobody was told must not get lost
            }
            LOG.errorf(failure, "job %s ends as failed: %s", job, failure.getMessage());
            fail.run(job, stage, failure);
            telemetry.count(Metric.FAILED_JOBS);
            return false;
        }
    }
}
