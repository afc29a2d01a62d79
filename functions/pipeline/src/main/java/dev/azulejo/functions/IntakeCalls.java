package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.CallField;
import dev.azulejo.core.intake.DropIntake;
import dev.azulejo.core.job.request.JobRequest;
import dev.azulejo.events.InboundEvent.EnhancementRequested;
import dev.azulejo.events.InboundEvent.ObjectCreated;
import dev.azulejo.storage.StorageFailure;
import java.util.Optional;

/// Calls intake for an event. There is no job yet that could end, so each failure is thrown.
final class IntakeCalls {
    private final DropIntake intake;
    private final Telemetry telemetry;

    IntakeCalls(DropIntake intake, Telemetry telemetry) {
        this.intake = intake;
        this.telemetry = telemetry;
    }

    /// @return `{"job"}`, or nothing in it for an object that is no source
    JsonNode forEvent(JsonNode event, Context context) {
        return telemetry.call(context, event, () -> {
            var answer = JsonNodeFactory.instance.objectNode();
            take(event).ifPresent(request -> {
                telemetry.about("INTAKE", request.job().text());
                answer.put(CallField.JOB, request.job().text());
            });
            return answer;
        });
    }

    private Optional<JobRequest> take(JsonNode event) {
        try {
            return switch (JobEvents.parse(event)) {
                case ObjectCreated created -> intake.run(created.dropped());
                case EnhancementRequested requested -> Optional.of(intake.run(requested.request()));
            };
        } catch (StorageFailure failure) {
            throw StageCalls.named(failure);
        }
    }
}
