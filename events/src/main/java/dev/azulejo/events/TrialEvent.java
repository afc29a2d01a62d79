package dev.azulejo.events;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.azulejo.events.OutcomeEvent.Envelope;
import java.net.URI;
import java.time.Instant;

/// The event that is sent to a webhook to test it: the usual envelope, about nothing.
public final class TrialEvent {
    public static final String TYPE = "dev.azulejo.webhook.test.v1";

    private TrialEvent() {}

    /// The event's JSON.
    ///
    /// @param webhook the webhook that is tested
    /// @param work place of jobs, as in [OutcomeEvent]
    public static String of(String id, String webhook, URI work, Instant time) {
        var data = JsonNodeFactory.instance.objectNode().put("webhook", webhook);
        return new Envelope(
                        "1.0", id, EventNames.source(work), TYPE, webhook, time.toString(), "application/json", data)
                .json();
    }
}
