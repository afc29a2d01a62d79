package dev.azulejo.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.job.key.Attempt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Events as Lambda hands them to a function.
final class TestEvents {
    static final String INBOX = "test-inbox";
    static final String OUTBOX = "test-outbox";
    static final String WORK = "test-work";

    private static final JsonMapper MAPPER = new JsonMapper();

    private TestEvents() {}

    static JsonNode json(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }

    /// S3's "Object Created" through EventBridge.
    static JsonNode created(String bucket, String key, String version, long bytes) {
        return json("""
                {"version": "0", "id": "6f3b1d1e-0000-0000-0000-000000000000", "detail-type": "Object Created",
                 "source": "aws.s3", "account": "123456789012", "time": "2026-11-25T16:00:00Z",
                 "region": "eu-west-1", "resources": ["arn:aws:s3:::%1$s"],
                 "detail": {"version": "0", "bucket": {"name": "%1$s"},
                  "object": {"key": "%2$s", "size": %4$d, "etag": "e", "version-id": "%3$s", "sequencer": "00"},
                  "request-id": "R", "requester": "123456789012", "reason": "PutObject"}}
                """.formatted(bucket, key, version, bytes));
    }

    static JsonNode createdInWork(String key) {
        return created(WORK, key, "v1", 100);
    }

    static JsonNode ofJob(Attempt job) {
        return json("{\"job\": \"%s\", \"attempt\": 0}".formatted(job));
    }

    /// A message as it comes from SQS.
    static JsonNode message(String body, int receives) {
        return message(body, receives, Map.of());
    }

    static JsonNode message(String body, int receives, Map<String, String> attributes) {
        var message = MAPPER.createObjectNode()
                .put("messageId", "message-" + receives)
                .put("body", body);
        message.putObject("attributes").put("ApproximateReceiveCount", String.valueOf(receives));
        var its = message.putObject("messageAttributes");
        attributes.forEach(
                (name, value) -> its.putObject(name).put("stringValue", value).put("dataType", "String"));
        var event = MAPPER.createObjectNode();
        event.putArray("Records").add(message);
        return event;
    }

    /// A sample among the resources of these tests, with its job's id in place of `{job}`.
    static String sample(String name, Attempt job) {
        try (var sample = TestEvents.class.getResourceAsStream(name)) {
            if (sample == null) {
                throw new IllegalArgumentException("no resource " + name);
            }
            return new String(sample.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{job}", job.job().text());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
