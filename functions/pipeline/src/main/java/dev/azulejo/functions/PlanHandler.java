package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.plan.PlanStage;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// A job has its `request.json`.
@Named("plan")
public final class PlanHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final PlanStage plan;

    @Inject
    PlanHandler(StageCalls calls, PlanStage plan) {
        this.calls = calls;
        this.plan = plan;
    }

    @Override
    public JsonNode handleRequest(JsonNode event, Context context) {
        return calls.forEvent(StageTrigger.PLAN, event, context, plan::run);
    }
}
