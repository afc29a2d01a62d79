package dev.azulejo.integration.cloud;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.cloud.StackOutput;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.integration.localstack.Subscription;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;

/// Hears each event of our buckets and sends it twice more, under new ids, later than others that came after it.
final class EventRepeater implements AutoCloseable {
    private static final Duration QUIET = Duration.ofSeconds(4);
    private static final Duration MOST = Duration.ofMinutes(10);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Cloud cloud;
    private final Subscription queue;
    private final Random random = new Random(7);
    private final List<JsonNode> originals = Collections.synchronizedList(new ArrayList<>());
    private final Thread thread;
    private volatile boolean ended;
    private volatile Instant lastHeard = Instant.now();

    private EventRepeater(Cloud cloud, Subscription queue) {
        this.cloud = cloud;
        this.queue = queue;
        this.thread = Thread.ofPlatform().daemon().name("repeater").unstarted(this::repeat);
    }

    static EventRepeater start(Cloud cloud) {
        var queue = cloud.subscribe("default", """
                {"source": ["aws.s3"], "detail": {"bucket": {"name": ["%s", "%s"]}}}""".formatted(
                        cloud.output(StackOutput.INBOX_BUCKET), cloud.output(StackOutput.WORK_BUCKET)));
        var repeater = new EventRepeater(cloud, queue);
        repeater.thread.start();
        return repeater;
    }

    private void repeat() {
        var late = new ArrayList<JsonNode>();
        while (!ended) {
            var messages = cloud.aws()
                    .sqs()
                    .receiveMessage(receive -> receive.queueUrl(queue.url())
                            .maxNumberOfMessages(10)
                            .waitTimeSeconds(1))
                    .messages();
            for (var message : messages) {
                cloud.aws()
                        .sqs()
                        .deleteMessage(delete -> delete.queueUrl(queue.url()).receiptHandle(message.receiptHandle()));
                var event = parsed(message.body());
                lastHeard = Instant.now();
                if (!event.at("/detail").has("repeat")) {
                    originals.add(event);
                    send(event);
                    late.add(event);
                }
            }
            Collections.shuffle(late, random);
            while (!late.isEmpty() && (messages.isEmpty() || random.nextInt(3) == 0)) {
                send(late.removeLast());
            }
        }
    }

    private void send(JsonNode event) {
        ObjectNode detail = event.path("detail").deepCopy();
        detail.put("repeat", true);
        cloud.send(
                "default",
                event.path("source").asText(),
                event.path("detail-type").asText(),
                detail.toString());
    }

    /// The stages of a job whose triggers were heard, and so repeated.
    Set<StageTrigger> triggersOf(JobId job) {
        return List.copyOf(originals).stream()
                .map(event -> event.at("/detail/object/key").asText())
                .filter(key -> key.startsWith(JobKeys.folder(job)))
                .flatMap(key -> StageTrigger.of(key).stream())
                .collect(Collectors.toSet());
    }

    /// Everything that was heard of a job, and of its source, the last first.
    void sendAllAgain(JobId job) {
        var source = cloud.jobs().request(job).source();
        List.copyOf(originals).reversed().stream()
                .filter(event -> {
                    var key = event.at("/detail/object/key").asText();
                    return key.startsWith(JobKeys.folder(job))
                            || key.equals(source.uri().key());
                })
                .forEach(this::send);
        lastHeard = Instant.now();
    }

    /// Waits until no event has come for some time, and no machine works on the job.
    void awaitQuiet(JobId job) {
        Cloud.await("quiet around job " + job, MOST, () -> {
            boolean quiet = Instant.now().isAfter(lastHeard.plus(QUIET))
                    && cloud.runningExecutions().isEmpty();
            return quiet ? Optional.of(true) : Optional.empty();
        });
    }

    private static JsonNode parsed(String body) {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("not JSON: " + body, e);
        }
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join(Duration.ofMinutes(2));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
