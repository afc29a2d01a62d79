package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Handles messages of the dead-letter queue.
@Singleton
final class DeadLetterCalls {
    private final Telemetry telemetry;
    private final DeadLetterReader reader;
    private final DeadLetters letters;
    private final Redelivery redelivery;

    @Inject
    DeadLetterCalls(Telemetry telemetry, DeadLetterReader reader, DeadLetters letters, Redelivery redelivery) {
        this.telemetry = telemetry;
        this.reader = reader;
        this.letters = letters;
        this.redelivery = redelivery;
    }

    JsonNode forBatch(JsonNode batch, Context context) {
        return telemetry.call(
                context,
                batch,
                () -> QueueBatch.forEach(batch, redelivery, message -> letters.end(reader.read(message))));
    }
}
