package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// Something has appeared in the inbox, or somebody asks for an image to be enhanced.
@Named("intake")
public final class IntakeHandler implements RequestHandler<JsonNode, JsonNode> {
    private final IntakeCalls intake;

    @Inject
    IntakeHandler(IntakeCalls intake) {
        this.intake = intake;
    }

    @Override
    public JsonNode handleRequest(JsonNode event, Context context) {
        return intake.forEvent(event, context);
    }
}
