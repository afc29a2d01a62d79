package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.PipelineFunction;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.run.Stages;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.function.BiFunction;
import java.util.function.Consumer;

/// The one handler of the artifact, which does the work of the configured function with only the parts that
/// this needs.
public final class FunctionHandler implements RequestHandler<JsonNode, JsonNode> {
    private final BiFunction<JsonNode, Context, JsonNode> work;

    /// Provides the parts of a function, by type.
    interface Parts {
        <T> T get(Class<T> type);
    }

    @Inject
    FunctionHandler(FunctionSettings settings, @Any Instance<Object> beans) {
        this(settings.function(), new Parts() {
            @Override
            public <T> T get(Class<T> type) {
                return beans.select(type).get();
            }
        });
    }

    FunctionHandler(PipelineFunction function, Parts parts) {
        this.work = work(function, parts);
    }

    @Override
    public JsonNode handleRequest(JsonNode input, Context context) {
        return work.apply(input, context);
    }

    /// Maps each function to its work and its kind of input.
    private static BiFunction<JsonNode, Context, JsonNode> work(PipelineFunction function, Parts parts) {
        return switch (function) {
            case INTAKE -> parts.get(IntakeCalls.class)::forEvent;
            case PLAN ->
                forEvent(parts, StageTrigger.PLAN, parts.get(Stages.class).plan()::run);
            case CLAIM -> parts.get(ClaimCalls.class)::forMachine;
            case ENHANCE_CLOSE ->
                forMachine(parts, StageTrigger.INFER, parts.get(Stages.class).inferClose()::run);
            case STITCH_STRIP -> {
                var calls = parts.get(StageCalls.class);
                var strips = parts.get(StripRuns.class);
                yield (input, context) ->
                        calls.forMachine(StageTrigger.STITCH, input, context, MachineInput::strips, strips::run);
            }
            case STITCH_CLOSE ->
                forMachine(parts, StageTrigger.STITCH, parts.get(Stages.class).stitchClose()::run);
            case DELIVER ->
                forEvent(parts, StageTrigger.DELIVER, parts.get(Stages.class).deliver()::run);
            case NOTIFY ->
                forEvent(parts, StageTrigger.NOTIFY, parts.get(Stages.class).tell()::run);
            case WEBHOOK -> parts.get(WebhookCalls.class)::forAny;
            case CONNECT -> parts.get(RouteCalls.class)::forAny;
            case DEAD_LETTER -> parts.get(DeadLetterCalls.class)::forBatch;
            case OVERDUE -> parts.get(OverdueCalls.class)::look;
            case POOL -> parts.get(PoolCalls.class)::forAny;
        };
    }

    private static BiFunction<JsonNode, Context, JsonNode> forEvent(
            Parts parts, StageTrigger stage, Consumer<Attempt> work) {
        var calls = parts.get(StageCalls.class);
        return (event, context) -> calls.forEvent(stage, event, context, work);
    }

    private static BiFunction<JsonNode, Context, JsonNode> forMachine(
            Parts parts, StageTrigger stage, Consumer<Attempt> work) {
        var calls = parts.get(StageCalls.class);
        return (input, context) -> calls.forMachine(stage, input, context, work);
    }
}
