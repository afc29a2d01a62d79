package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.notify.NotifyStage;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// A job has its `outcome.json`.
@Named("notify")
public final class NotifyHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final NotifyStage tell;

    @Inject
    NotifyHandler(StageCalls calls, NotifyStage tell) {
        this.calls = calls;
        this.tell = tell;
    }

    @Override
    public JsonNode handleRequest(JsonNode event, Context context) {
        return calls.forEvent(StageTrigger.NOTIFY, event, context, tell::run);
    }
}
