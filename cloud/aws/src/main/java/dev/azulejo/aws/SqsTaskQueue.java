package dev.azulejo.aws;

import dev.azulejo.cloud.TaskMessage;
import dev.azulejo.cloud.TaskQueue;
import dev.azulejo.cloud.Variable;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.failure.TransientFailure;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueDoesNotExistException;
import software.amazon.awssdk.services.sqs.model.SqsException;

/// A queue of shards on SQS.
public final class SqsTaskQueue implements TaskQueue {
    /// Error codes of ChangeMessageVisibility for a message that was deleted or that others have, and for
    /// one that was hidden for 12 hours in all (API reference of SQS): nothing can be done about either.
    private static final Set<String> GONE = Set.of(
            "MessageNotInflight",
            "AWS.SimpleQueueService.MessageNotInflight",
            "InvalidParameterValue",
            "ReceiptHandleIsInvalid");

    private final SqsClient waiting;
    private final SqsClient client;
    private final String url;

    /// @param clients makes two clients: the one that waits is closed first, which ends its wait
    public SqsTaskQueue(Supplier<SqsClient> clients, String url) {
        this.waiting = clients.get();
        this.client = clients.get();
        this.url = url;
    }

    @Override
    public List<TaskMessage> receive(int most, Duration wait, Duration hidden) {
        try {
            var answer = waiting.receiveMessage(request -> request.queueUrl(url)
                    .maxNumberOfMessages(most)
                    .waitTimeSeconds(seconds(wait))
                    .visibilityTimeout(seconds(hidden)));
            return answer.messages().stream()
                    .map(message -> new TaskMessage(message.messageId(), message.receiptHandle(), message.body()))
                    .toList();
        } catch (QueueDoesNotExistException e) {
            throw new PermanentFailure(
                    "there is no queue %s; set %s to the one of this region".formatted(url, Variable.TASKS.text()), e);
        } catch (SdkException e) {
            throw SdkFailures.of("receiving from " + url, e);
        } catch (IllegalStateException closed) {
            throw new TransientFailure("receiving from " + url, closed);
        }
    }

    @Override
    public void hide(TaskMessage message, Duration hidden) {
        try {
            client.changeMessageVisibility(request ->
                    request.queueUrl(url).receiptHandle(message.receipt()).visibilityTimeout(seconds(hidden)));
        } catch (SqsException e) {
            if (!GONE.contains(SdkFailures.code(e))) {
                throw SdkFailures.of("hiding message " + message.id(), e);
            }
        } catch (SdkException e) {
            throw SdkFailures.of("hiding message " + message.id(), e);
        }
    }

    @Override
    public void delete(TaskMessage message) {
        try {
            client.deleteMessage(request -> request.queueUrl(url).receiptHandle(message.receipt()));
        } catch (SdkException e) {
            throw SdkFailures.of("deleting message " + message.id(), e);
        }
    }

    /// Whole seconds, as SQS counts; rounded down, so a wait is never made longer.
    private static int seconds(Duration duration) {
        return Math.toIntExact(duration.toSeconds());
    }

    @Override
    public void stopReceiving() {
        waiting.close();
    }

    @Override
    public void close() {
        waiting.close();
        client.close();
    }
}
