package dev.azulejo.aws;

import java.lang.System.Logger.Level;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Makes an SQS queue deliver a message again before its time. Events name a queue by its ARN, and calls by
/// its URL.
public final class SqsRedelivery {
    private static final System.Logger LOG = System.getLogger(SqsRedelivery.class.getName());

    private final SqsClient queues;

    public SqsRedelivery(SqsClient queues) {
        this.queues = queues;
    }

    /// Makes a message visible at once, if possible; a failure does no harm.
    ///
    /// @param queue the ARN: `arn:aws:sqs:{region}:{account}:{name}`
    /// @param id of the message, for the log
    public void atOnce(String queue, String receipt, String id) {
        var arn = queue.split(":", -1);
        if (arn.length != 6 || receipt.isEmpty()) {
            return;
        }
        try {
            var url = queues.getQueueUrl(asked -> asked.queueName(arn[5]).queueOwnerAWSAccountId(arn[4]))
                    .queueUrl();
            queues.changeMessageVisibility(
                    change -> change.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
        } catch (SdkException e) {
            LOG.log(Level.WARNING, "message %s comes again only when its time is up: %s".formatted(id, e.getMessage()));
        }
    }
}
