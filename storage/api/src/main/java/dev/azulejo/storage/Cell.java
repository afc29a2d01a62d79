package dev.azulejo.storage;

import java.util.Map;
import java.util.Optional;

/// A small object that several change, of whom none overwrites what another has written meanwhile.
/// Thread-safe.
public record Cell(Storage place, String key) {
    /// What lay there when somebody looked.
    ///
    /// @param bytes empty where nothing did
    /// @param unchanged holds as long as that is so
    public record Seen(Optional<byte[]> bytes, Precondition unchanged) {
        private static final Seen NOTHING = new Seen(Optional.empty(), Precondition.ABSENT);
    }

    /// The tag comes first: one of an earlier object makes the write fail, one of a later one would not.
    public Seen look() {
        try {
            return place.stat(key)
                    .map(stat -> new Seen(Optional.of(place.readAll(key)), new Precondition.Matches(stat.etag())))
                    .orElse(Seen.NOTHING);
        } catch (NoSuchObject e) {
            return Seen.NOTHING;
        }
    }

    /// @return whether it was as it had been seen, and is `bytes` now
    public boolean change(Seen seen, byte[] bytes) {
        return place.write(key, bytes, Map.of(), seen.unchanged());
    }
}
