package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// What a caller notes with a job. It changes nothing of what is made.
///
/// @param metadata texts of the caller's own
/// @param webhooks addresses that hear how the job ends, the first one first
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

    /// With what a later request notes: its metadata, if it has any, and also its webhooks.
    public Note and(Note later) {
        return new Note(
                later.metadata.isEmpty() ? metadata : later.metadata,
                Stream.concat(webhooks.stream(), later.webhooks.stream())
                        .distinct()
                        .toList());
    }
}
