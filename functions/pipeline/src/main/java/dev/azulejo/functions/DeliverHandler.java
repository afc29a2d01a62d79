package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.deliver.DeliverStage;
import dev.azulejo.core.job.StageTrigger;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// A job has its `stitched.json`.
@Named("deliver")
public final class DeliverHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final DeliverStage deliver;

    @Inject
    DeliverHandler(StageCalls calls, DeliverStage deliver) {
        this.calls = calls;
        this.deliver = deliver;
    }

    @Override
    public JsonNode handleRequest(JsonNode event, Context context) {
        return calls.forEvent(StageTrigger.DELIVER, event, context, deliver::run);
    }
}
