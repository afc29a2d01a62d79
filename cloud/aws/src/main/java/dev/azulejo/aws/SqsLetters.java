package dev.azulejo.aws;

import dev.azulejo.core.failure.PermanentFailure;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.MessageAttributeValue;
import software.amazon.awssdk.services.sqs.model.MessageSystemAttributeName;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;

/// Reads a dead-letter queue that nothing else reads, and sends messages back to where they came from. A
/// look hides the messages from others while it lasts, and they become visible by themselves if it dies.
/// For one thread.
public final class SqsLetters implements AutoCloseable {
    private static final int HIDDEN_SECONDS = 120;
    private static final int AT_ONCE = 10;
    private static final int WAIT_SECONDS = 1;

    private final SqsClient client;
    private final String queue;
    private final Map<String, Message> held = new LinkedHashMap<>();

    /// @param queue the queue's URL
    public SqsLetters(SqsClient client, URI queue) {
        this.client = client;
        this.queue = queue.toString();
    }

    /// A message.
    ///
    /// @param from the queue that gave it up, by its ARN (`DeadLetterQueueSourceArn`, SQS API Reference);
    ///     absent if it came another way
    /// @param attributes texts that came with it, such as why EventBridge could not deliver an event
    public record Letter(String id, Instant sent, Optional<String> from, String body, Map<String, String> attributes) {
        public Letter {
            attributes = Map.copyOf(attributes);
        }
    }

    /// Receives all messages of the queue, which stay hidden until [#close].
    public List<Letter> all() {
        return calling("receiving from " + queue, () -> {
            var letters = new ArrayList<Letter>();
            for (var messages = receive(); !messages.isEmpty(); messages = receive()) {
                for (var message : messages) {
                    if (held.put(message.messageId(), message) == null) {
                        letters.add(letter(message));
                    }
                }
            }
            return letters;
        });
    }

    private List<Message> receive() {
        return client.receiveMessage(receive -> receive.queueUrl(queue)
                        .maxNumberOfMessages(AT_ONCE)
                        .waitTimeSeconds(WAIT_SECONDS)
                        .visibilityTimeout(HIDDEN_SECONDS)
                        .messageAttributeNames("All")
                        .messageSystemAttributeNames(MessageSystemAttributeName.ALL))
                .messages();
    }

    private static Letter letter(Message message) {
        var attributes = new LinkedHashMap<String, String>();
        message.messageAttributes().forEach((name, value) -> {
            if (value.stringValue() != null) {
                attributes.put(name, value.stringValue());
            }
        });
        long sent = Long.parseLong(message.attributes().getOrDefault(MessageSystemAttributeName.SENT_TIMESTAMP, "0"));
        return new Letter(
                message.messageId(),
                Instant.ofEpochMilli(sent),
                Optional.ofNullable(message.attributes().get(MessageSystemAttributeName.DEAD_LETTER_QUEUE_SOURCE_ARN)),
                message.body(),
                attributes);
    }

    /// Sends a letter of [#all] to the queue that gave it up, and only then removes it here: a process that
    /// dies between the two leaves it twice, which its readers tolerate.
    public void sendBack(Letter letter) {
        var arn = letter.from().orElseThrow().split(":", -1);
        calling("sending letter " + letter.id() + " back", () -> {
            var url = client.getQueueUrl(asked -> asked.queueName(arn[5]).queueOwnerAWSAccountId(arn[4]))
                    .queueUrl();
            return send(letter, url);
        });
    }

    /// Sends a letter of [#all] to another queue, and only then removes it here.
    ///
    /// @param to the other queue's URL
    public void send(Letter letter, URI to) {
        calling("sending letter " + letter.id() + " to " + to, () -> send(letter, to.toString()));
    }

    private boolean send(Letter letter, String url) {
        var attributes =
                new LinkedHashMap<String, MessageAttributeValue>(message(letter).messageAttributes());
        client.sendMessage(send -> send.queueUrl(url).messageBody(letter.body()).messageAttributes(attributes));
        return removed(letter);
    }

    /// Removes a letter of [#all] for good.
    public void remove(Letter letter) {
        calling("removing letter " + letter.id(), () -> removed(letter));
    }

    private boolean removed(Letter letter) {
        var receipt = message(letter).receiptHandle();
        client.deleteMessage(delete -> delete.queueUrl(queue).receiptHandle(receipt));
        return held.remove(letter.id()) != null;
    }

    private Message message(Letter letter) {
        return Optional.ofNullable(held.get(letter.id()))
                .orElseThrow(() -> new IllegalArgumentException("letter %s was not read".formatted(letter.id())));
    }

    private <T> T calling(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (QueueDoesNotExistException e) {
            throw new PermanentFailure(
                    "there is no queue %s; look at the outputs of the stack, and at the region".formatted(queue), e);
        } catch (SdkException e) {
            throw SdkFailures.of(what, e);
        }
    }

    /// Makes the remaining letters visible to others again.
    @Override
    public void close() {
        calling("showing letters of %s again".formatted(queue), () -> {
            held.values()
                    .forEach(message -> client.changeMessageVisibility(change -> change.queueUrl(queue)
                            .receiptHandle(message.receiptHandle())
                            .visibilityTimeout(0)));
            return held.size();
        });
        client.close();
    }
}
