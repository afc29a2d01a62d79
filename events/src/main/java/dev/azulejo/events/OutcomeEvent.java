package dev.azulejo.events;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.azulejo.core.job.outcome.Outcome;
import dev.azulejo.core.job.request.Correlation;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/// The event that reports how a job ended, as it is sent to the event bus: a CloudEvents 1.0 envelope
/// around the outcome.
///
/// @param detailType what rules match, such as `ImageEnhanced`
/// @param type what the envelope says, such as `dev.azulejo.image.enhanced.v1`
/// @param detail the envelope, in JSON
public record OutcomeEvent(String detailType, String type, String detail) {
    /// All types of these events.
    public static final List<String> TYPES = Stream.of("Enhanced", "Superseded", "Rejected", "Failed", "Cancelled")
            .map(OutcomeEvent::type)
            .toList();

    /// The greatest size of the detail; an entry may have 262,144 bytes, names and time included
    /// (EventBridge API reference, PutEvents).
    static final int MAX_DETAIL_BYTES = 250_000;

    private static final JsonMapper MAPPER = JobMapper.create(MAX_DETAIL_BYTES * 100);

    /// The event of an outcome.
    ///
    /// @param id the same for every repeat (see [dev.azulejo.core.port.Notifier])
    /// @param work the place of the job's objects, such as `s3://work-bucket`
    /// @param correlation names by which waiting callers know the job
    /// @param time when the job ended; the same for every repeat, such as when `outcome.json` was written
    public static OutcomeEvent of(
            String id, Outcome outcome, Optional<Correlation> correlation, URI work, Instant time) {
        var kind = kind(outcome);
        var whole = detail(id, outcome, correlation, kind, work, time);
        if (whole.getBytes(StandardCharsets.UTF_8).length > MAX_DETAIL_BYTES) {
            whole = detail(id, ShortOutcome.of(outcome), correlation, kind, work, time);
        }
        return new OutcomeEvent(EventNames.ENDED + kind, type(kind), whole);
    }

    private static String type(String kind) {
        return "dev.azulejo.image.%s.v1".formatted(kind.toLowerCase(Locale.ROOT));
    }

    private static String kind(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded succeeded when succeeded.superseded() -> "Superseded";
            case Outcome.Succeeded _ -> "Enhanced";
            case Outcome.Rejected _ -> "Rejected";
            case Outcome.Failed _ -> "Failed";
            case Outcome.Cancelled _ -> "Cancelled";
        };
    }

    private static String detail(
            String id, Outcome outcome, Optional<Correlation> correlation, String kind, URI work, Instant time) {
        ObjectNode data = MAPPER.valueToTree(outcome);
        correlation.ifPresent(known -> data.set("correlation", MAPPER.valueToTree(known)));
        var envelope = new Envelope(
                "1.0",
                id,
                EventNames.source(work),
                type(kind),
                outcome.source().uri().toString(),
                time.toString(),
                "application/json",
                data);
        return envelope.json();
    }

    /// An envelope of CloudEvents 1.0 in its JSON format.
    record Envelope(
            String specversion,
            String id,
            String source,
            String type,
            String subject,
            String time,
            String datacontenttype,
            ObjectNode data) {
        String json() {
            try {
                return MAPPER.writeValueAsString(this);
            } catch (JsonProcessingException e) {
                throw new IllegalArgumentException("event %s cannot be written".formatted(id), e);
            }
        }
    }
}
