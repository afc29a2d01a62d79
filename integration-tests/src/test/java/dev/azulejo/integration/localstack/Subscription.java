package dev.azulejo.integration.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// A queue that a test listens to.
///
/// @param url of the queue
public record Subscription(SqsClient sqs, String url) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MAX_POLL_SECONDS = 2;

    /// Makes the queue.
    public static Subscription of(AwsClients clients, String queue) {
        return new Subscription(
                clients.sqs(),
                clients.sqs().createQueue(request -> request.queueName(queue)).queueUrl());
    }

    /// What rules and destinations know it by.
    public String arn() {
        var arn = QueueAttributeName.QUEUE_ARN;
        var attributes = sqs.getQueueAttributes(request -> request.queueUrl(url).attributeNames(arn))
                .attributes();
        return Objects.requireNonNull(attributes.get(arn), "each queue has an ARN");
    }

    /// Takes messages until one is wanted.
    ///
    /// @throws AssertionError with those that came, when none was
    public JsonNode await(Duration max, Predicate<JsonNode> wanted) {
        var others = new ArrayList<JsonNode>();
        long deadline = System.nanoTime() + max.toNanos();
        while (System.nanoTime() < deadline) {
            for (var message : take()) {
                if (wanted.test(message)) {
                    return message;
                }
                others.add(message);
            }
        }
        throw new AssertionError("nothing that was wanted came within %s to %s, only %s".formatted(max, url, others));
    }

    /// Waits for some time that must pass without a message.
    public void assertSilent(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < deadline) {
            assertThat(take()).as("messages of %s", url).isEmpty();
        }
    }

    /// Takes what is there, at most ten messages, and waits a little if there is none.
    private List<JsonNode> take() {
        var messages = sqs.receiveMessage(request ->
                        request.queueUrl(url).waitTimeSeconds(MAX_POLL_SECONDS).maxNumberOfMessages(10))
                .messages();
        return messages.stream()
                .map(message -> {
                    sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receiptHandle()));
                    return parse(message.body());
                })
                .toList();
    }

    private static JsonNode parse(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("a message that is no JSON: " + body, e);
        }
    }
}
