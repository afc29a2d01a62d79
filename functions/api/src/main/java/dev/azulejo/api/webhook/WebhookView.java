package dev.azulejo.api.webhook;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.azulejo.api.record.Webhook;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A webhook as callers see it, without its secret.
///
/// @param types of events that are sent; all if empty
/// @param named whether `url` is an origin, and gets events only of jobs that name an address there
/// @param reason why it is disabled
public record WebhookView(
        String id,
        String url,
        List<String> types,
        boolean named,
        Instant createdAt,
        State status,
        @Schema(nullable = true) @Nullable String reason,
        @Schema(nullable = true) @Nullable Instant disabledAt,
        @Schema(nullable = true) @Nullable Instant failingSince,
        LinksView links) {

    /// The state, written in small letters.
    @Schema(name = "WebhookStatus")
    public enum State {
        ENABLED,
        /// Nothing is sent until it is enabled; events wait meanwhile.
        DISABLED;

        @JsonValue
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Schema(name = "WebhookLinksView")
    public record LinksView(String self, String deliveries, String test, String rotate, String enable) {}

    static WebhookView of(Webhook webhook) {
        var disabled = webhook.disabled();
        var self = "/v1/webhooks/" + webhook.id();
        return new WebhookView(
                webhook.id().text(),
                webhook.url(),
                webhook.types(),
                webhook.named(),
                webhook.createdAt(),
                disabled == null ? State.ENABLED : State.DISABLED,
                disabled == null ? null : disabled.reason(),
                disabled == null ? null : disabled.at(),
                webhook.failingSince(),
                new LinksView(self, self + "/deliveries", self + "/test", self + "/rotate", self + "/enable"));
    }
}
