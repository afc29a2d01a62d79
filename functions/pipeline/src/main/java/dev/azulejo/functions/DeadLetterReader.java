package dev.azulejo.functions;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobCodec;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.record.ShardTask;
import dev.azulejo.events.EventNames;
import dev.azulejo.functions.DeadLetter.DeadStage;
import dev.azulejo.functions.DeadLetter.DeadTask;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Parses the messages of the dead-letter queue. Thread-safe. Their forms are documented in
///
/// - AWS Lambda Developer Guide, "Capturing records of Lambda asynchronous invocations": a record of the
///   call, with its event inside;
/// - Amazon EventBridge User Guide, "Using dead-letter queues to process undelivered events": the event
///   itself, and why it could not be delivered in the message's attributes;
/// - AWS Step Functions Developer Guide, "Automating Step Functions event delivery with EventBridge": the
///   event about the end of an execution;
/// - `task.schema.json` in `events`: a shard's message, which its queue gave up.
final class DeadLetterReader {
    private static final String OUR_FAILURES = "dev.azulejo.core.failure.";

    private final JobCodec codec;
    private final String workBucket;
    private final JsonMapper mapper = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    DeadLetterReader(JobCodec codec, String workBucket) {
        this.codec = codec;
        this.workBucket = workBucket;
    }

    /// @param message a record of an SQS event
    /// @throws PermanentFailure when it names no job
    DeadLetter read(JsonNode message) {
        var text = message.path("body").asText("");
        var body = parse(text);
        if (body.has("token") && body.has("shard")) {
            var task = codec.decode(text.getBytes(StandardCharsets.UTF_8), ShardTask.class);
            return new DeadTask(task.token(), task.shard().job(), task.shard().id());
        }
        if (body.has("requestPayload")) {
            return deadCall(body);
        }
        if (body.path("source").asText().equals(EventNames.STEP_FUNCTIONS)) {
            return deadExecution(body.path("detail"));
        }
        var code = attribute(message, "ERROR_CODE", "ErrorCode").orElse("undelivered");
        var why = attribute(message, "ERROR_MESSAGE", "ErrorMessage").orElse("the event was given up");
        return deadObject(body, code, why, Optional.empty());
    }

    private JsonNode parse(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            throw new PermanentFailure("a dead letter that is no JSON: " + start(body), e);
        }
    }

    private DeadLetter deadCall(JsonNode body) {
        var response = body.path("responsePayload");
        var context = body.path("requestContext");
        var condition = context.path("condition").asText("given up");
        var function = context.path("functionArn").asText("a function");
        var failure = response.path("errorType").asText(condition);
        var said = response.path("errorMessage").asText("no answer");
        return deadObject(
                body.path("requestPayload"),
                failure,
                "%s (%s, %s)".formatted(said, function, condition),
                Optional.empty());
    }

    private DeadLetter deadExecution(JsonNode detail) {
        var status = detail.path("status").asText("");
        var execution = detail.path("executionArn").asText("");
        var input = parse(detail.path("input").asText("{}"));
        var failure = detail.path("error").asText(status);
        var cause = detail.path("cause").asText("no cause given");
        return deadStage(
                input.path("bucket").asText(""),
                input.path("key").asText(""),
                failure,
                "%s (%s %s)".formatted(cause, execution, status),
                Optional.of(execution));
    }

    private DeadLetter deadObject(JsonNode event, String failure, String detail, Optional<String> execution) {
        var object = event.path("detail");
        return deadStage(
                object.path("bucket").path("name").asText(""),
                object.path("object").path("key").asText(""),
                failure,
                detail,
                execution);
    }

    private DeadLetter deadStage(String bucket, String key, String failure, String detail, Optional<String> execution) {
        var attempt = JobKeys.attemptOf(key).filter(found -> bucket.equals(workBucket));
        var stage = StageTrigger.of(key);
        if (attempt.isEmpty() || stage.isEmpty()) {
            throw new PermanentFailure("a dead letter that names no job, but \"%s\" in \"%s\": %s: %s"
                    .formatted(key, bucket, failure, detail));
        }
        return new DeadStage(attempt.get(), stage.get(), simple(failure), detail, execution);
    }

    /// The short name of our failures, by which outcomes name them, whatever their package.
    private static String simple(String failure) {
        return failure.startsWith(OUR_FAILURES) ? failure.substring(OUR_FAILURES.length()) : failure;
    }

    private static Optional<String> attribute(JsonNode message, String... names) {
        return Arrays.stream(names)
                .map(name -> message.path("messageAttributes").path(name).path("stringValue"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::textValue)
                .findFirst();
    }

    private static String start(String text) {
        return text.length() <= 80 ? text : text.substring(0, 80) + "...";
    }
}
