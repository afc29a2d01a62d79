package dev.azulejo.storage;

import java.util.List;
import java.util.Map;

/// What a place must add to hold jobs. A drive is only a [Storage], so the compiler keeps jobs off it. Here, and not
/// in every storage, a [Precondition] holds against any number of callers on any number of machines.
public interface JobStorage extends Storage {

    /// Stores `bytes` unless `key` is taken: of any number of callers exactly one gets `true`.
    boolean writeIfAbsent(String key, byte[] bytes);

    /// Stores `bytes`, whatever was there.
    void put(String key, byte[] bytes);

    /// Makes `key` in `target` of `parts` of this place's objects, in their order. It appears at once, whole; parts may
    /// have any size. Copied by the server where both places share a store, streamed otherwise.
    ///
    /// @return whether the object was made; `false` when `precondition` did not hold, and then nothing changed
    /// @throws NoSuchObject when a part is not there
    /// @throws IndexOutOfBoundsException when a part ends before its range does
    boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition);

    /// The bytes `offset` to `offset + length` of the object under `key`.
    record Part(String key, long offset, long length) {
        public Part {
            if (offset < 0 || length < 0) {
                throw new IllegalArgumentException("part of %s: offset %d, length %d".formatted(key, offset, length));
            }
        }
    }
}
