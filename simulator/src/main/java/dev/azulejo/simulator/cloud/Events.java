package dev.azulejo.simulator.cloud;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.events.EventNames;
import java.util.List;
import java.util.function.LongFunction;

/// The messages that AWS sends.
final class Events {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    /// A sequencer as S3 mostly gives it: all have one length.
    static final LongFunction<String> PADDED = "%016X"::formatted;

    /// The kinds of sequencer by which events of one key may be ordered, the usual one first. S3 promises
    /// no length, and an event may have none.
    static final List<LongFunction<String>> SEQUENCERS =
            List.of(PADDED, Events::shortened, step -> step % 2 == 0 ? "" : PADDED.apply(step), _ -> "");

    private Events() {}

    /// A sequencer without its trailing zeros, which count as if they were there.
    private static String shortened(long step) {
        return PADDED.apply(step << 4).replaceAll("0+$", "");
    }

    /// An "Object Created" event of S3.
    ///
    /// @param sequencer orders the events of one key; empty for an event without one
    static JsonNode objectCreated(String bucket, String key, String version, long bytes, String sequencer) {
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
        var object = detail.putObject("object")
                .put("key", key)
                .put("size", bytes)
                .put("etag", "e")
                .put("version-id", version);
        if (!sequencer.isEmpty()) {
            object.put("sequencer", sequencer);
        }
        return event;
    }

    /// Lambda's record of a call that ran out of retries.
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

    /// The event of an execution that ended without success.
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
