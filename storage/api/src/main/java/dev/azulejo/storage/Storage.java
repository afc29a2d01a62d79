package dev.azulejo.storage;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A place that can be written: a directory, a bucket, a drive. In addition to the failures of a [Source],
/// methods throw [StorageFull] when the place has no room.
public interface Storage extends Source {

    /// Starts an object of unknown length. Its bytes are invisible until [PendingObject#commit] makes it
    /// appear; closed without a commit, it never existed.
    ///
    /// @param metadata a few short texts that [#stat] gives back (see [Metadata] for what they may be)
    PendingObject write(String key, Map<String, String> metadata);

    /// Starts an object whose length is known, which spares some places a copy of it. Fewer or more bytes
    /// are an [IllegalStateException] at the commit, if the place notices.
    default PendingObject write(String key, Map<String, String> metadata, long bytes) {
        return write(key, metadata);
    }

    /// Makes a small object appear if `precondition` holds for what lies under its key at that moment.
    ///
    /// @return whether it appeared
    default boolean write(String key, byte[] bytes, Map<String, String> metadata, Precondition precondition) {
        try (var pending = write(key, metadata)) {
            pending.write(bytes);
            return pending.commit(precondition);
        } catch (IOException e) {
            throw new StorageUnavailable("could not write %s: %s".formatted(key, e), e);
        }
    }

    /// Lists the objects whose key starts with `prefix`, in [Keys#ORDER]; the caller closes the stream. The
    /// prefix may be empty and may end inside a segment. An object that comes or goes during the listing
    /// may or may not be in it.
    Stream<ObjectStat> list(String prefix);

    /// Lists objects, and reports those that are in no listing because no key can name them ([Keys]):
    /// `a//b` in a bucket. A place that cannot hold such an object, or does not notice it, reports none,
    /// like this default.
    ///
    /// @param unnamed receives the name that the place has for each, once, as the stream is read
    default Stream<ObjectStat> list(String prefix, Consumer<String> unnamed) {
        return list(prefix);
    }

    /// Removes the object if it is there.
    void delete(String key);

    /// Removes the object if it is still the one that `etag` was read from (see [ObjectStat#etag]). A place
    /// that cannot do that in one step looks and then removes, as this default does; a write in between is
    /// then lost, too.
    ///
    /// @return whether it was still that one
    default boolean delete(String key, String etag) {
        boolean isStill = stat(key).filter(stat -> stat.etag().equals(etag)).isPresent();
        if (isStill) {
            delete(key);
        }
        return isStill;
    }

    /// Returns this place with a [#write] that grants access to an object no wider than `access`, nor wider
    /// than this place would, from its first byte on. A place that does not state access for each object
    /// returns itself.
    default Storage narrowedTo(Access access) {
        return this;
    }
}
