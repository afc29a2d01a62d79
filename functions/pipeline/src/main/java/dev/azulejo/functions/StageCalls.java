package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.CallField;
import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.run.StageRunner;
import dev.azulejo.core.run.Verdict.Broken;
import dev.azulejo.core.run.Verdict.Done;
import dev.azulejo.core.run.Verdict.Ended;
import dev.azulejo.core.run.Verdict.Later;
import dev.azulejo.core.run.Verdict.Overtaken;
import dev.azulejo.core.run.Verdict.Stuck;
import dev.azulejo.core.run.Verdict.Undelivered;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jboss.logging.Logger;

/// Calls a stage for an event or for a state machine. Failures that may pass are thrown, so Lambda or
/// the state machine tries again, and the dead-letter function ends the job when they have given up.
/// Thread-safe.
final class StageCalls {
    private static final Logger LOG = Logger.getLogger(StageCalls.class);

    private final StageRunner runner;
    private final Telemetry telemetry;
    private final String workBucket;

    StageCalls(StageRunner runner, Telemetry telemetry, String workBucket) {
        this.runner = runner;
        this.telemetry = telemetry;
        this.workBucket = workBucket;
    }

    /// Runs `work` for the attempt whose object `event` announces.
    ///
    /// @return `{"job"}`, with `"ended": "failed"` if that ended the job
    JsonNode forEvent(StageTrigger stage, JsonNode event, Context context, Consumer<Attempt> work) {
        return telemetry.call(context, event, () -> run(stage, JobEvents.attempt(event, workBucket, stage), work));
    }

    /// Runs `work` for the attempt that a state machine names.
    JsonNode forMachine(StageTrigger stage, JsonNode input, Context context, Consumer<Attempt> work) {
        return forMachine(stage, input, context, MachineInput::attempt, (attempt, same) -> work.accept(attempt));
    }

    /// Runs `work` for an input with further fields, which `parse` reads: a malformed input ends no job.
    <T> JsonNode forMachine(
            StageTrigger stage,
            JsonNode input,
            Context context,
            Function<JsonNode, T> parse,
            BiConsumer<Attempt, T> work) {
        return telemetry.call(context, input, () -> {
            var told = parse.apply(input);
            return run(stage, MachineInput.attempt(input), attempt -> work.accept(attempt, told));
        });
    }

    private JsonNode run(StageTrigger stage, Attempt attempt, Consumer<Attempt> work) {
        telemetry.about(stage.name(), attempt.job().text());
        var answer = JsonNodeFactory.instance
                .objectNode()
                .put(CallField.JOB, attempt.job().text());
        return switch (runner.run(attempt, stage, () -> work.accept(attempt))) {
            case Done _, Overtaken _ -> answer;
            case Ended ended -> {
                LOG.errorf(
                        ended.why(),
                        "job %s ends as failed: %s",
                        attempt,
                        ended.why().getMessage());
                yield answer.put("ended", "failed");
            }
            case Later later -> throw named(later.why());
            case Undelivered undelivered -> throw named(undelivered.why());
            case Stuck stuck -> throw stuck.why(); // an unreported end must not get lost
            case Broken broken -> throw broken.why();
        };
    }

    /// Renames a failure to ours, which are the only ones that state machines know.
    static TransientFailure named(RuntimeException failure) {
        return failure instanceof TransientFailure ours
                ? ours
                : new TransientFailure(String.valueOf(failure.getMessage()), failure);
    }
}
