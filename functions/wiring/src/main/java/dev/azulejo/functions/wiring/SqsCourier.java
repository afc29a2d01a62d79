package dev.azulejo.functions.wiring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.azulejo.api.delivery.Courier;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.api.record.WebhookId;
import dev.azulejo.api.tenant.Tenant;
import dev.azulejo.aws.SdkClients;
import dev.azulejo.aws.SqsDelays;
import dev.azulejo.core.failure.PermanentFailure;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import software.amazon.awssdk.services.sqs.SqsClient;

/// Sends the function of webhooks a message for each delivery, delayed until it is due. Thread-safe.
public final class SqsCourier implements Courier {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final SqsDelays queue;
    private final Clock clock;

    SqsCourier(String queue, Clock clock) {
        this.queue = new SqsDelays(SdkClients.built(SqsClient.builder()), queue);
        this.clock = clock;
    }

    private record Message(String tenant, String webhook, String event) {}

    @Override
    public void due(DeliveryRef delivery, Instant at) {
        var message = new Message(delivery.tenant().id(), delivery.webhook().toString(), delivery.event());
        try {
            queue.send(JSON.writeValueAsString(message), Duration.between(clock.instant(), at));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Parses a message.
    ///
    /// @throws PermanentFailure when it is none of ours
    public static DeliveryRef read(String body) {
        try {
            var message = JSON.readValue(body, Message.class);
            var webhook = WebhookId.parse(message.webhook()).orElseThrow();
            return new DeliveryRef(new Tenant(message.tenant()), webhook, message.event());
        } catch (JsonProcessingException | RuntimeException e) {
            throw new PermanentFailure("a message of no delivery: " + body, e);
        }
    }
}
