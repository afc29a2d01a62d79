package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobKeys;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.events.InboundEvent;
import dev.azulejo.events.InboundEvent.ObjectCreated;
import dev.azulejo.events.InboundEvents;
import java.nio.charset.StandardCharsets;

/// Finds the attempt that an "Object Created" event is about.
final class JobEvents {
    private static final InboundEvents EVENTS = new InboundEvents();

    private JobEvents() {}

    static InboundEvent parse(JsonNode event) {
        return EVENTS.parse(event.toString().getBytes(StandardCharsets.UTF_8));
    }

    /// @throws PermanentFailure when it is not the event of an object that starts `stage`
    static Attempt attempt(JsonNode event, String workBucket, StageTrigger stage) {
        if (!(parse(event) instanceof ObjectCreated created)) {
            throw new PermanentFailure("an event that asks for a job, not of an object of one");
        }
        if (!created.bucket().equals(workBucket)) {
            throw new PermanentFailure(
                    "an event of \"%s\" in %s, not in %s".formatted(created.key(), created.bucket(), workBucket));
        }
        if (StageTrigger.of(created.key()).filter(stage::equals).isEmpty()) {
            throw new PermanentFailure("an event of \"%s\", which is not the %s of a job that starts %s"
                    .formatted(created.key(), stage.objectName(), stage));
        }
        return JobKeys.attemptOf(created.key()).orElseThrow();
    }
}
