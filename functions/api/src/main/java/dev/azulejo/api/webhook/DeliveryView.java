package dev.azulejo.api.webhook;

import dev.azulejo.api.record.Delivery;
import dev.azulejo.api.record.DeliveryRef;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// The state of an event on its way to a webhook.
///
/// @param event its id, which the receiver gets as `webhook-id`
/// @param url address named by its job; absent if it is the webhook's
/// @param attempts the oldest first
/// @param nextAttemptAt absent if none follows by itself
public record DeliveryView(
        String event,
        String type,
        Delivery.Status status,
        Instant createdAt,
        @Schema(nullable = true) @Nullable String url,
        List<AttemptView> attempts,
        @Schema(nullable = true) @Nullable Instant nextAttemptAt,
        LinksView links) {

    /// @param status of HTTP; absent if there was no answer
    /// @param detail the result
    public record AttemptView(
            Instant at,
            double seconds,
            @Schema(nullable = true) @Nullable Integer status,
            String detail) {}

    @Schema(name = "DeliveryLinksView")
    public record LinksView(String resend) {}

    static DeliveryView of(DeliveryRef ref, Delivery delivery) {
        return new DeliveryView(
                delivery.event(),
                delivery.type(),
                delivery.status(),
                delivery.createdAt(),
                delivery.url(),
                delivery.calls().stream()
                        .map(call -> new AttemptView(call.at(), call.millis() / 1000.0, call.status(), call.detail()))
                        .toList(),
                delivery.nextAt(),
                new LinksView("/v1/webhooks/%s/deliveries/%s/resend".formatted(ref.webhook(), ref.event())));
    }
}
