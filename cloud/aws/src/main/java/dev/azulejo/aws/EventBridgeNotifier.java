package dev.azulejo.aws;

import dev.azulejo.core.failure.TransientFailure;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.Correlation;
import dev.azulejo.core.port.Notifier;
import dev.azulejo.events.EventNames;
import dev.azulejo.events.OutcomeEvent;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.Storage;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;

/// Sends an event about each job's end to the bus.
public final class EventBridgeNotifier implements Notifier {
    private final EventBridgeClient events;
    private final String bus;
    private final URI workPlace;
    private final Storage work;

    /// @param workPlace the place of jobs, as the events name it
    public EventBridgeNotifier(EventBridgeClient events, String bus, URI workPlace, Storage work) {
        this.events = events;
        this.bus = bus;
        this.workPlace = workPlace;
        this.work = work;
    }

    @Override
    public void ended(String eventId, Outcome outcome, Optional<Correlation> correlation) {
        var key = JobKeys.outcome(outcome.ofAttempt());
        var written = work.stat(key)
                .orElseThrow(() -> new NoSuchObject("no object " + key, null))
                .modified(); // not now, or repeats of one event would differ
        var event = OutcomeEvent.of(eventId, outcome, correlation, workPlace, written);
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(EventNames.OURS)
                .detailType(event.detailType())
                .detail(event.detail())
                .time(written)
                .build();
        var response = sent(eventId, () -> events.putEvents(request -> request.entries(entry)));
        // PutEvents answers 200 also for entries that it did not take (EventBridge API reference, PutEvents).
        if (response.failedEntryCount() > 0) {
            var refused = response.entries().getFirst();
            throw new TransientFailure("the bus %s did not take event %s: %s: %s"
                    .formatted(bus, eventId, refused.errorCode(), refused.errorMessage()));
        }
    }

    private PutEventsResponse sent(String eventId, Supplier<PutEventsResponse> call) {
        try {
            return call.get();
        } catch (SdkException e) {
            throw new TransientFailure(
                    "event %s did not get onto the bus %s: %s".formatted(eventId, bus, e.getMessage()), e);
        }
    }
}
