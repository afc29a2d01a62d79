package dev.azulejo.functions;

import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.JobKeys;
import dev.azulejo.core.job.StageTrigger;

/// Which job an "Object Created" event is about.
final class JobEvents {
    private JobEvents() {}

    /// @throws PermanentFailure when it is not the event of an object that starts `stage`
    static JobId job(JsonNode event, String workBucket, StageTrigger stage) {
        var detail = event.path("detail");
        var bucket = detail.path("bucket").path("name").asText("");
        var key = detail.path("object").path("key").asText("");
        if (!bucket.equals(workBucket)) {
            throw new PermanentFailure("an event of bucket \"%s\", not of %s".formatted(bucket, workBucket));
        }
        return JobKeys.jobOf(key)
                .filter(job -> key.equals(stage.key(job)))
                .orElseThrow(() -> new PermanentFailure(
                        "\"%s\" is not the %s of a job, which starts %s".formatted(key, stage.objectName(), stage)));
    }
}
