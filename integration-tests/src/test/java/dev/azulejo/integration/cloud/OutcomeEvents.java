package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.integration.localstack.Subscription;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// What a customer who subscribes a queue to our bus hears. Not thread-safe.
final class OutcomeEvents {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cloud cloud;
    private final Subscription queue;
    private final List<JsonNode> heard = new ArrayList<>();

    private OutcomeEvents(Cloud cloud, Subscription queue) {
        this.cloud = cloud;
        this.queue = queue;
    }

    /// Listens from now on.
    static OutcomeEvents of(Cloud cloud) {
        var queue = cloud.subscribe(cloud.output(StackOutput.BUS_NAME), "{\"source\": [\"azulejo\"]}");
        return new OutcomeEvents(cloud, queue);
    }

    /// What was said of a job so far, whole EventBridge events.
    List<JsonNode> of(JobId job) {
        while (true) {
            var messages = cloud.aws()
                    .sqs()
                    .receiveMessage(receive -> receive.queueUrl(queue.url()).maxNumberOfMessages(10))
                    .messages();
            if (messages.isEmpty()) {
                return heard.stream()
                        .filter(event -> event.at("/detail/data/job").asText().equals(job.text()))
                        .toList();
            }
            for (var message : messages) {
                heard.add(parsed(message.body()));
                cloud.aws()
                        .sqs()
                        .deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
            }
        }
    }

    /// The first thing that is said of a job.
    JsonNode await(JobId job, Duration most) {
        return Cloud.await(
                "an event of job " + job, most, () -> of(job).stream().findFirst());
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + body, e);
        }
    }
}
