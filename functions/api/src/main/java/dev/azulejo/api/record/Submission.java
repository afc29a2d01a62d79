package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A job that somebody asked for.
///
/// @param id of the job
/// @param upload what it is made from
/// @param name of the source's file
/// @param options as they were sent
/// @param metadata that the caller noted
/// @param webhooks that callers named for this job
/// @param deletedAt when somebody deleted it
/// @param tried the attempt that somebody is about to begin, or has begun, after the first; none where nobody tried
/// again
public record Submission(
        int schema,
        String id,
        Instant createdAt,
        String upload,
        String name,
        long bytes,
        JsonNode options,
        @Nullable Instant deletedAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer tried,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> webhooks) {
    public static final int SCHEMA = 1;

    @SuppressWarnings("NullAway") // earlier builds wrote none
    public Submission {
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
    }

    @JsonIgnore
    public JobId job() {
        return new JobId(id);
    }

    /// Its place among others: texts that compare as the submissions' times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return TenantObjects.cursor(createdAt, job());
    }

    public Submission deleted(Instant at) {
        return new Submission(schema, id, createdAt, upload, name, bytes, options, at, tried, metadata, webhooks);
    }

    /// The same, not deleted any more, and about to be tried again.
    public Submission trying(int attempt) {
        return new Submission(schema, id, createdAt, upload, name, bytes, options, null, attempt, metadata, webhooks);
    }

    @JsonIgnore
    public Note note() {
        return new Note(metadata, webhooks);
    }

    /// The same, with what a later request notes.
    public Submission noting(Note later) {
        var note = note().and(later);
        return new Submission(
                schema,
                id,
                createdAt,
                upload,
                name,
                bytes,
                options,
                deletedAt,
                tried,
                note.metadata(),
                note.webhooks());
    }
}
