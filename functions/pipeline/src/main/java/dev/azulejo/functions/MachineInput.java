package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.tiling.StripRun;

/// What a state machine tells a function: `{"job": "..."}`, and to stitch `{"job": "...", "first": 0, "count": 8}`.
final class MachineInput {
    private MachineInput() {}

    static JobId job(JsonNode input) {
        var job = input.path("job");
        try {
            return new JobId(job.textValue() == null ? "" : job.textValue());
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure("the input's job is %s: %s".formatted(job, e.getMessage()), e);
        }
    }

    static StripRun strips(JsonNode input) {
        try {
            return new StripRun(number(input, "first"), number(input, "count"));
        } catch (IllegalArgumentException e) {
            throw new PermanentFailure("the input names no run of strips: " + e.getMessage(), e);
        }
    }

    private static int number(JsonNode input, String name) {
        var value = input.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt()) {
            throw new IllegalArgumentException("%s is %s, not a number".formatted(name, value));
        }
        return value.intValue();
    }
}
