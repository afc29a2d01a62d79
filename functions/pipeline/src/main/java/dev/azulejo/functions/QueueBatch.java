package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.core.failure.PermanentFailure;
import org.jboss.logging.Logger;

/// The messages of an SQS event, each handled by itself: those that fail stay in the queue, and the others leave it.
/// (AWS Lambda Developer Guide, "Implementing partial batch responses": the event source must have
/// `ReportBatchItemFailures`.)
final class QueueBatch {
    private static final Logger LOG = Logger.getLogger(QueueBatch.class);

    private QueueBatch() {}

    interface Consumer {
        void accept(JsonNode message);
    }

    /// @param redelivery of messages that fail for good, to use up their receives at once
    /// @return the failed messages, in Lambda's form
    static JsonNode forEach(JsonNode event, Redelivery redelivery, Consumer consumer) {
        if (!event.path("Records").isArray()) {
            throw new PermanentFailure("the event has no Records: it is not of a queue");
        }
        var answer = JsonNodeFactory.instance.objectNode();
        var failures = answer.putArray("batchItemFailures");
        for (var message : event.path("Records")) {
            var id = message.path("messageId").asText("");
            int receives =
                    message.path("attributes").path("ApproximateReceiveCount").asInt(1);
            try {
                consumer.accept(message);
            } catch (RuntimeException failure) {
                LOG.errorf(failure, "message %s stays (%d. time): %s", id, receives, failure.getMessage());
                failures.addObject().put("itemIdentifier", id);
                if (failure instanceof PermanentFailure) {
                    redelivery.atOnce(message);
                }
            }
        }
        return answer;
    }
}
