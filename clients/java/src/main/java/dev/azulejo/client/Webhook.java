package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A webhook: an address that receives events about the ends of jobs.
///
/// @param types of events that are sent
/// @param named whether `url` is an origin, and gets events only of jobs that name an address there
/// @param status `enabled` or `disabled`
/// @param reason why it is disabled
/// @param failingSince when the first call failed of those that fail now
public record Webhook(
        String id,
        String url,
        List<String> types,
        boolean named,
        Instant createdAt,
        String status,
        @Nullable String reason,
        @Nullable Instant disabledAt,
        @Nullable Instant failingSince) {
    public Webhook {
        types = List.copyOf(types);
    }

    /// A webhook with its secret, which the server shows this once.
    ///
    /// @param secret for a [WebhookVerifier]; begins with `whsec_`
    /// @param previousUntil how long the previous secret signs too
    public record Secret(
            Webhook webhook, String secret, @Nullable Instant previousUntil) {}

    /// The state of an event on its way to a webhook.
    ///
    /// @param event its id
    /// @param url address named by its job; absent if it is the webhook's
    /// @param status `pending`, `delivered` or `dead`
    /// @param nextAttemptAt absent unless it is pending
    public record Delivery(
            String event,
            String type,
            String status,
            Instant createdAt,
            @Nullable String url,
            List<Attempt> attempts,
            @Nullable Instant nextAttemptAt) {
        public Delivery {
            attempts = List.copyOf(attempts);
        }
    }

    /// One call of the address.
    ///
    /// @param seconds how long it took
    /// @param status of the answer; absent if there was none
    public record Attempt(
            Instant at, double seconds, @Nullable Integer status, String detail) {}
}
