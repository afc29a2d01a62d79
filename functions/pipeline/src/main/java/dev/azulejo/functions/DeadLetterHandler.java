package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Named;

/// Messages have come that nobody could deal with.
@Named("dead-letter")
public final class DeadLetterHandler implements RequestHandler<JsonNode, JsonNode> {
    private final Telemetry telemetry;
    private final DeadLetterReader reader;
    private final DeadLetters letters;
    private final Redelivery redelivery;

    @Inject
    DeadLetterHandler(Telemetry telemetry, DeadLetterReader reader, DeadLetters letters, Redelivery redelivery) {
        this.telemetry = telemetry;
        this.reader = reader;
        this.letters = letters;
        this.redelivery = redelivery;
    }

    @Override
    public JsonNode handleRequest(JsonNode batch, Context context) {
        return telemetry.call(
                context,
                batch,
                () -> QueueBatch.forEach(
                        batch, redelivery, (message, receives) -> letters.end(reader.read(message), receives)));
    }
}
