package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.cloud.CallField;

/// `{"awake": true}`: a call without work. A version that is started from a snapshot is put away when nobody has
/// called it for 14 days, and refuses the next calls until it has been initialized anew ("Lambda SnapStart and
/// function states", AWS Lambda Developer Guide). So a schedule calls each function once a week.
final class Awake {
    private Awake() {}

    static boolean isAll(JsonNode input) {
        return input.size() == 1 && input.path(CallField.AWAKE).asBoolean();
    }
}
