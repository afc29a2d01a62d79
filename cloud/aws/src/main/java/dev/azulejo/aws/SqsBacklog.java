package dev.azulejo.aws;

import dev.azulejo.cloud.TaskBacklog;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;

/// Counts the messages of an SQS queue, both visible ones and those that a worker holds. Thread-safe.
public final class SqsBacklog implements TaskBacklog {
    private final SqsClient queues;
    private final String queue;

    /// @param queue the queue's URL
    public SqsBacklog(SqsClient queues, String queue) {
        this.queues = queues;
        this.queue = queue;
    }

    @Override
    public int shards() {
        try {
            return queues
                    .getQueueAttributes(ask -> ask.queueUrl(queue)
                            .attributeNames(
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES,
                                    QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE))
                    .attributes()
                    .values()
                    .stream()
                    .mapToInt(Integer::parseInt)
                    .sum();
        } catch (SdkException e) {
            throw SdkFailures.of("counting the messages of " + queue, e);
        }
    }
}
