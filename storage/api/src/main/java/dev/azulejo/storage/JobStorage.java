package dev.azulejo.storage;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/// A storage that can hold jobs. A drive is only a [Storage], so the compiler keeps jobs off it. Here,
/// unlike in every storage, a [Precondition] holds against any number of callers on any number of machines.
public interface JobStorage extends Storage {
    /// How many bytes of a part are held while it is copied.
    int COPY_BYTES = 8 << 20;

    /// Stores `bytes` unless `key` is taken: exactly one of any number of callers gets `true`.
    default boolean writeIfAbsent(String key, byte[] bytes) {
        return write(key, bytes, Map.of(), Precondition.ABSENT);
    }

    /// Stores `bytes`, replacing any object there.
    default void put(String key, byte[] bytes) {
        write(key, bytes, Map.of(), Precondition.NONE);
    }

    /// Composes `key` in `target` from `parts` of this place's objects, in their order. It appears at once,
    /// whole; parts may have any size. The server copies them if both places share a store, otherwise they
    /// are streamed.
    ///
    /// @return whether the object was made; `false` when `precondition` did not hold, and then nothing changed
    /// @throws NoSuchObject when a part is not there
    /// @throws IndexOutOfBoundsException when a part ends before its range does
    default boolean compose(
            List<Part> parts, Storage target, String key, Map<String, String> metadata, Precondition precondition) {
        long bytes = parts.stream().mapToLong(Part::length).sum();
        try (var pending = target.write(key, metadata, bytes)) {
            for (var part : parts) {
                copy(part, pending);
            }
            return pending.commit(precondition);
        } catch (IOException e) {
            throw new StorageUnavailable("could not compose %s: %s".formatted(key, e), e);
        }
    }

    /// Copies the bytes of a part. A place that can do it without holding them does.
    ///
    /// @throws NoSuchObject when it is not there
    /// @throws IndexOutOfBoundsException when it ends before its range does
    default void copy(Part part, PendingObject target) throws IOException {
        long done = 0;
        do { // once also for no bytes, which may be out of range too
            int count = (int) Math.min(part.length() - done, COPY_BYTES);
            target.write(readRange(part.key(), part.offset() + done, count));
            done += count;
        } while (done < part.length());
    }

    /// The bytes `offset` to `offset + length` of the object under `key`.
    record Part(String key, long offset, long length) {
        public Part {
            if (offset < 0 || length < 0) {
                throw new IllegalArgumentException("part of %s: offset %d, length %d".formatted(key, offset, length));
            }
        }
    }
}
