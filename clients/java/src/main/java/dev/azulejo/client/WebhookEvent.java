package dev.azulejo.client;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// An event sent by a webhook, after [WebhookVerifier] has found it genuine: a CloudEvent.
///
/// @param id the same for every repeat: remember it
/// @param type such as `dev.azulejo.image.enhanced.v1`, or `dev.azulejo.webhook.test.v1`
public record WebhookEvent(
        String specversion, String id, String source, String type, String subject, Instant time, Data data) {

    /// @param kind how the job ended; absent in a test
    /// @param job its id: [Azulejo#job] gives links to results; absent in a test
    /// @param attempt number of earlier attempts
    /// @param reason of a rejected job, in one word
    /// @param detail why there is no result, in a sentence
    /// @param metadata of the job
    /// @param webhook of a test: the one that is tried
    public record Data(
            @Nullable String kind,
            @Nullable String job,
            @Nullable Integer attempt,
            @Nullable String reason,
            @Nullable String detail,
            List<String> warnings,
            Map<String, String> metadata,
            @Nullable String webhook) {
        @SuppressWarnings("NullAway") // what is not said is null here
        public Data {
            warnings = warnings == null ? List.of() : List.copyOf(warnings);
            metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        }
    }
}
