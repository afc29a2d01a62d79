package dev.azulejo.storage;

import java.util.Map;
import java.util.Optional;

/// A small object that several processes change without overwriting each other's changes. Thread-safe.
public record Cell(Storage place, String key) {
    /// The object as it was read.
    ///
    /// @param bytes empty if there is none
    /// @param unchanged holds until the object changes
    public record Seen(Optional<byte[]> bytes, Precondition unchanged) {
        private static final Seen NOTHING = new Seen(Optional.empty(), Precondition.ABSENT);
    }

    /// Reads the object. The tag is read first: with one of an earlier object a write fails, with one of a
    /// later one it would not.
    public Seen look() {
        try {
            return place.stat(key)
                    .map(stat -> new Seen(Optional.of(place.readAll(key)), new Precondition.Matches(stat.etag())))
                    .orElse(Seen.NOTHING);
        } catch (NoSuchObject e) {
            return Seen.NOTHING;
        }
    }

    /// @return whether the object was unchanged, and has been replaced by `bytes`
    public boolean change(Seen seen, byte[] bytes) {
        return place.write(key, bytes, Map.of(), seen.unchanged());
    }
}
