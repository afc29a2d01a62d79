package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.cloud.CallField;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.storage.StorageFailure;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/// Answers an execution of a state machine that asks whether it may work: `{"job", "attempt", "machine",
/// "execution"}`. The answer is a [dev.azulejo.cloud.ClaimAnswer], as `{"job", "claim", "whose"}`.
@Singleton
final class ClaimCalls {
    private final Telemetry telemetry;
    private final Claims claims;
    private final Owners whose;

    @Inject
    ClaimCalls(Telemetry telemetry, Claims claims, JobObjects objects) {
        this.telemetry = telemetry;
        this.claims = claims;
        this.whose = new Owners(objects);
    }

    JsonNode forMachine(JsonNode input, Context context) {
        return telemetry.call(context, input, () -> answer(input));
    }

    private JsonNode answer(JsonNode input) {
        var claim = MachineInput.claim(input);
        telemetry.about(claim.machine().trigger().name(), claim.attempt().job().text());
        try {
            var answer = claims.take(claim.attempt(), claim.machine(), claim.execution());
            return JsonNodeFactory.instance
                    .objectNode()
                    .put(CallField.JOB, claim.attempt().job().text())
                    .put(CallField.CLAIM, answer.text())
                    .put(CallField.WHOSE, whose.of(claim.attempt().job()));
        } catch (StorageFailure failure) {
            throw StageCalls.named(failure);
        }
    }
}
