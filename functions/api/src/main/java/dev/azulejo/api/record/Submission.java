package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.azulejo.core.job.key.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The record of a job that a tenant asked for.
///
/// @param id of the job
/// @param upload the id of its source
/// @param name of the source's file
/// @param options as they were sent
/// @param metadata from the caller
/// @param webhooks that callers named for this job
/// @param deletedAt when it was deleted
/// @param tried the latest attempt after the first that was noted, begun or about to begin; absent without
///     a redrive
/// @param keepSeconds time that results stay after the job's end; absent if they stay
/// @param key the id of the key that asked first; absent in records of earlier builds
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
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> webhooks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long keepSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
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

    /// The place in a list: a text that sorts as the submissions' times do, the newest first.
    @JsonIgnore
    public String cursor() {
        return TenantObjects.cursor(createdAt, job());
    }

    public Submission deleted(Instant at) {
        return new Submission(
                schema, id, createdAt, upload, name, bytes, options, at, tried, metadata, webhooks, keepSeconds, key);
    }

    /// Returns the record as no longer deleted, and about to be tried again.
    public Submission trying(int attempt) {
        return new Submission(
                schema,
                id,
                createdAt,
                upload,
                name,
                bytes,
                options,
                null,
                attempt,
                metadata,
                webhooks,
                keepSeconds,
                key);
    }

    @JsonIgnore
    public Note note() {
        return new Note(metadata, webhooks, keepSeconds, key);
    }

    /// Returns the record with the note of a later request.
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
                note.webhooks(),
                note.keepSeconds(),
                note.key());
    }
}
