package dev.azulejo.functions;

import com.amazonaws.services.lambda.runtime.Context;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.api.delivery.Courier;
import dev.azulejo.api.delivery.Deliveries;
import dev.azulejo.api.delivery.WebhookNotifier;
import dev.azulejo.api.record.DeliveryRef;
import dev.azulejo.cloud.CallField;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobObjects;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.notify.Telling;
import dev.azulejo.functions.wiring.SqsCourier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Instant;

/// Handles the end of a job, a due delivery to a webhook, and the scheduled look for lost ones.
@Singleton
final class WebhookCalls {
    private final Telemetry telemetry;
    private final Deliveries deliveries;
    private final Courier courier;
    private final Telling tell;
    private final Redelivery redelivery;

    @Inject
    WebhookCalls(
            Telemetry telemetry,
            Deliveries deliveries,
            Courier courier,
            JobObjects objects,
            WebhookNotifier notifier,
            Redelivery redelivery) {
        this.telemetry = telemetry;
        this.deliveries = deliveries;
        this.courier = courier;
        this.tell = new Telling(objects, notifier);
        this.redelivery = redelivery;
    }

    JsonNode forAny(JsonNode input, Context context) {
        return telemetry.call(context, input, () -> {
            if (input.has("Records")) {
                return QueueBatch.forEach(
                        input,
                        redelivery,
                        message -> attempt(SqsCourier.read(message.path("body").asText(""))));
            }
            var answer = JsonNodeFactory.instance.objectNode();
            if (input.path(CallField.SWEEP).asBoolean()) {
                var now = Instant.now();
                deliveries.overdue().forEach(ref -> courier.due(ref, now));
                return answer;
            }
            var ended = ended(input);
            tell.run(ended);
            return answer.put(CallField.JOB, ended.job().text());
        });
    }

    private static Attempt ended(JsonNode event) {
        var id = event.at("/detail/id").asText("");
        return Telling.attemptOf(id)
                .orElseThrow(() ->
                        new PermanentFailure("event at $.detail.id: \"%s\" is no attempt of a job".formatted(id)));
    }

    /// Attempts a delivery and sends the next message, before that of this call is removed at its return.
    private void attempt(DeliveryRef ref) {
        deliveries.attempt(ref).ifPresent(at -> courier.due(ref, at));
    }
}
