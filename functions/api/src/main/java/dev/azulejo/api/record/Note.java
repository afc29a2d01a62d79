package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The note of a caller on a job, which does not affect its results.
///
/// @param metadata the caller's own texts
/// @param webhooks addresses told of the job's end, the first one first
/// @param keepSeconds time that results stay after the job's end; absent if they stay
/// @param key the id of the key that asked first
public record Note(
        Map<String, String> metadata,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> webhooks,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long keepSeconds,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key) {
    public static final Note NOTHING = new Note(Map.of(), List.of(), null, null);

    @SuppressWarnings("NullAway") // earlier builds wrote none
    public Note {
        metadata = metadata == null ? Map.of() : Map.copyOf(metadata);
        webhooks = webhooks == null ? List.of() : List.copyOf(webhooks);
    }

    @JsonIgnore
    public boolean isEmpty() {
        return metadata.isEmpty() && webhooks.isEmpty() && keepSeconds == null && key == null;
    }

    /// Returns this note with another time.
    public Note keeping(@Nullable Long seconds) {
        return new Note(metadata, webhooks, seconds, key);
    }

    /// Returns this note with the key that asks.
    public Note by(Optional<String> asking) {
        return new Note(metadata, webhooks, keepSeconds, asking.orElse(key));
    }

    /// Returns this note with a later one's metadata and time, if it has any, and also its webhooks.
    public Note and(Note later) {
        return new Note(
                later.metadata.isEmpty() ? metadata : later.metadata,
                Stream.concat(webhooks.stream(), later.webhooks.stream())
                        .distinct()
                        .toList(),
                later.keepSeconds == null ? keepSeconds : later.keepSeconds,
                key == null ? later.key : key);
    }
}
