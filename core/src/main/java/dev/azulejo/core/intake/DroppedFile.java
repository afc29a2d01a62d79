package dev.azulejo.core.intake;

import java.net.URI;
import java.util.Optional;

/// An object that appeared in the inbox, as an event reports it.
///
/// @param inbox where
/// @param key exactly as it is stored, never decoded; may be one that nothing can be made of
/// @param version absent where the place keeps no versions
/// @param bytes its length
/// @param sequencer orders the versions of one key; absent where the place tells no such thing
public record DroppedFile(URI inbox, String key, Optional<String> version, long bytes, Optional<String> sequencer) {
    public DroppedFile(URI inbox, String key, Optional<String> version, long bytes) {
        this(inbox, key, version, bytes, Optional.empty());
    }
}
