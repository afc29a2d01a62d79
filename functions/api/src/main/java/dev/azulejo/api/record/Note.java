package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The note of a caller on a job, which does not affect its results.
///
/// @param metadata the caller's own texts
/// @param webhooks addresses told of the job's end, the first one first
public record Note(
        Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> webhooks) {
    public static final Note NOTHING = new Note(Map.of(), List.of());

    @SuppressWarnings("NullAway") // earlier builds wrote none
    public Note {
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return metadata.isEmpty() && webhooks.isEmpty();
    }

    /// Returns this note with a later one's metadata, if it has any, and also its webhooks.
    public Note and(Note later) {
        return new Note(
                later.metadata.isEmpty() ? metadata : later.metadata,
                Stream.concat(webhooks.stream(), later.webhooks.stream())
                        .distinct()
                        .toList());
    }
}
