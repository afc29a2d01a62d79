package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.StageTrigger;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// A run of a job's strips is to be made.
@Named("stitch-strip")
public final class StitchStripHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final StripRuns strips;

    @Inject
    StitchStripHandler(StageCalls calls, StripRuns strips) {
        this.calls = calls;
        this.strips = strips;
    }

    @Override
    public JsonNode handleRequest(JsonNode input, Context context) {
        return calls.forMachine(StageTrigger.STITCH, input, context, MachineInput::strips, strips::run);
    }
}
