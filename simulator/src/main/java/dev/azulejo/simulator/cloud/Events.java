package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.events.EventNames;

/// What AWS says in messages.
final class Events {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private Events() {}

    /// "Object Created" of S3.
    ///
    /// @param step when, which orders the events of one key
    static JsonNode objectCreated(String bucket, String key, String version, long bytes, long step) {
        var event = NODES.objectNode()
                .put("version", "0")
                .put("id", "e")
                .put("detail-type", EventNames.OBJECT_CREATED)
                .put("source", EventNames.S3)
                .put("account", "1")
                .put("time", "2026-11-25T16:00:00Z")
                .put("region", "eu-west-1");
        event.putArray("resources").add("arn:aws:s3:::" + bucket);
        var detail = event.putObject("detail").put("version", "0");
        detail.putObject("bucket").put("name", bucket);
        detail.putObject("object")
                .put("key", key)
                .put("size", bytes)
                .put("etag", "e")
                .put("version-id", version)
                .put("sequencer", "%016X".formatted(step));
        return event;
    }

    /// Lambda's record of a call that it has given up.
    static JsonNode givenUp(String function, JsonNode event, String error, String message) {
        var body = NODES.objectNode().put("version", "1.0").put("timestamp", "t");
        body.putObject("requestContext")
                .put("requestId", "r")
                .put("functionArn", "arn:function:" + function)
                .put("condition", "RetriesExhausted")
                .put("approximateInvokeCount", 3);
        body.set("requestPayload", event);
        body.putObject("responsePayload").put("errorMessage", message).put("errorType", error);
        return body;
    }

    /// How an execution ended that did not succeed.
    static JsonNode executionEnded(String arn, String status, String input, String error, String cause) {
        var body = NODES.objectNode()
                .put("version", "0")
                .put("detail-type", EventNames.EXECUTION_CHANGED)
                .put("source", EventNames.STEP_FUNCTIONS);
        var detail = body.putObject("detail")
                .put("executionArn", arn)
                .put("status", status)
                .put("input", input);
        if (!error.isEmpty()) {
            detail.put("error", error).put("cause", cause);
        }
        return body;
    }
}
