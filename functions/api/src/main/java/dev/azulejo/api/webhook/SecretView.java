package dev.azulejo.api.webhook;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// A webhook with its new secret, which is shown this once.
///
/// @param secret as the libraries of Standard Webhooks take it
/// @param previousUntil how long the previous one signs too; absent for the first
public record SecretView(
        WebhookView webhook,
        String secret,
        @Schema(nullable = true) @Nullable Instant previousUntil) {

    /// Describes the webhook without the secret, for logs.
    @Override
    public String toString() {
        return "a new secret of webhook " + webhook.id();
    }
}
