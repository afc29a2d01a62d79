package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.CallField;

/// The input `{"awake": true}`, a call without work. A version that starts from a snapshot is put away if
/// it is not called for 14 days, and refuses the next calls until it has been initialized anew ("Lambda
/// SnapStart and function states", AWS Lambda Developer Guide). So a schedule calls each function once a
/// week.
final class Awake {
    private Awake() {}

    static boolean isAll(JsonNode input) {
        return input.size() == 1 && input.path(CallField.AWAKE).asBoolean();
    }
}
