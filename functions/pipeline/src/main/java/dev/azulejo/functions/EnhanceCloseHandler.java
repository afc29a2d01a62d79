package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.infer.InferClose;
import dev.azulejo.core.job.StageTrigger;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// All shards of a job have been tried.
@Named("enhance-close")
public final class EnhanceCloseHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final InferClose close;

    @Inject
    EnhanceCloseHandler(StageCalls calls, InferClose close) {
        this.calls = calls;
        this.close = close;
    }

    @Override
    public JsonNode handleRequest(JsonNode input, Context context) {
        return calls.forMachine(StageTrigger.INFER, input, context, close::run);
    }
}
