package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.StageTrigger;
import dev.azulejo.core.stitch.StitchClose;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// All strips of a job have been tried.
@Named("stitch-close")
public final class StitchCloseHandler implements RequestHandler<JsonNode, JsonNode> {
    private final StageCalls calls;
    private final StitchClose close;

    @Inject
    StitchCloseHandler(StageCalls calls, StitchClose close) {
        this.calls = calls;
        this.close = close;
    }

    @Override
    public JsonNode handleRequest(JsonNode input, Context context) {
        return calls.forMachine(StageTrigger.STITCH, input, context, close::run);
    }
}
