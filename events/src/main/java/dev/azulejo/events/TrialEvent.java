package dev.azulejo.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.events.OutcomeEvent.Envelope;
import java.net.URI;
import java.time.Instant;

/// The event that is sent to a webhook to see whether it works: the envelope of all others, about nothing.
public final class TrialEvent {
    public static final String TYPE = "dev.azulejo.webhook.test.v1";

    private TrialEvent() {}

    /// @param webhook what is tried
    /// @param work as [OutcomeEvent] has it
    public static String of(String id, String webhook, URI work, Instant time) {
        var data = JsonNodeFactory.instance.objectNode().put("webhook", webhook);
        return new Envelope(
                        "1.0", id, EventNames.source(work), TYPE, webhook, time.toString(), "application/json", data)
                .json();
    }
}
