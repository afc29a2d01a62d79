package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import org.jboss.logging.Logger;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Amazon SQS, whose events name a queue by its ARN and whose calls by its URL.
final class SqsRedelivery implements Redelivery {
    private static final Logger LOG = Logger.getLogger(SqsRedelivery.class);

    private final SqsClient queues;

    SqsRedelivery(SqsClient queues) {
        this.queues = queues;
    }

    @Override
    public void atOnce(JsonNode message) {
        var arn = message.path("eventSourceARN").asText("").split(":", -1); // arn:aws:sqs:{region}:{account}:{name}
        var receipt = message.path("receiptHandle").asText("");
        if (arn.length != 6 || receipt.isEmpty()) {
            return;
        }
        try {
            var url = queues.getQueueUrl(queue -> queue.queueName(arn[5]).queueOwnerAWSAccountId(arn[4]))
                    .queueUrl();
            queues.changeMessageVisibility(
                    change -> change.queueUrl(url).receiptHandle(receipt).visibilityTimeout(0));
        } catch (SdkException e) {
            LOG.warnf("message %s comes again only when its time is up: %s", message.path("messageId"), e.getMessage());
        }
    }
}
