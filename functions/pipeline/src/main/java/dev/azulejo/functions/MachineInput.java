package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.CallField;
import dev.azulejo.cloud.Machine;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.tiling.StripRun;

/// Parses the input of a function from a state machine: `{"job": "...", "attempt": 0}`; to stitch also
/// `{"result": 0, "first": 0, "count": 8}`; and to claim work `{"machine": "enhance", "execution": its
/// ARN}`.
final class MachineInput {
    private MachineInput() {}

    static Attempt attempt(JsonNode input) {
        var job = input.path(CallField.JOB);
        try {
            var id = new JobId(job.textValue() == null ? "" : job.textValue());
            return new Attempt(id, number(input, CallField.ATTEMPT));
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure("the input names no attempt, but job %s: %s".formatted(job, e.getMessage()), e);
        }
    }

    static StripRun strips(JsonNode input) {
        try {
            return new StripRun(
                    number(input, CallField.RESULT), number(input, CallField.FIRST), number(input, CallField.COUNT));
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure("the input names no run of strips: " + e.getMessage(), e);
        }
    }

    record Claim(Attempt attempt, Machine machine, String execution) {}

    static Claim claim(JsonNode input) {
        var name = input.path(CallField.MACHINE).asText("");
        var machine = Machine.named(name)
                .orElseThrow(() -> new PermanentFailure("the input names no machine but \"%s\"".formatted(name)));
        var execution = input.path(CallField.EXECUTION).asText("");
        if (!execution.startsWith("arn:")) {
            throw new PermanentFailure("the input names no execution but \"%s\"".formatted(execution));
        }
        return new Claim(attempt(input), machine, execution);
    }

    private static int number(JsonNode input, String name) {
        var value = input.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("%s is %s, not a number".formatted(name, value));
        }
        return value.intValue();
    }
}
