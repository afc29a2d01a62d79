package dev.azulejo.api.record;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a caller says of a job that changes nothing of what is made.
///
/// @param metadata texts of the caller's own
/// @param webhooks addresses that hear how the job ends, the first one first
/// @param key the id of the key that asked first
/// @param keepSeconds how long results stay, from the end of the job; absent where they stay
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

    /// The same, with another time.
    public Note keeping(@Nullable Long seconds) {
        return new Note(metadata, webhooks, seconds, key);
    }

    /// The same, asked for by a key.
    public Note by(Optional<String> asking) {
        return new Note(metadata, webhooks, keepSeconds, asking.orElse(key));
    }

    /// With what a later request notes: its metadata and its time, if it has any, and also its webhooks.
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
