package dev.azulejo.storage;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// A place that is written too: a directory, a bucket, a drive. Beyond what a [Source] throws, methods throw
/// [StorageFull] when the place has no room.
public interface Storage extends Source {

    /// Starts an object of unknown length. Nobody sees a byte of it before [PendingObject#commit] makes it appear;
    /// closed without a commit, it never existed.
    ///
    /// @param metadata a few short texts that [#stat] gives back (see [Metadata] for what they may be)
    PendingObject write(String key, Map<String, String> metadata);

    /// The same for an object whose length is known, which spares some places a copy of it. Fewer or more bytes are an
    /// [IllegalStateException] at the commit, where the place notices.
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

    /// All objects whose key starts with `prefix`, in [Keys#ORDER]; the caller closes the stream. The prefix may be
    /// empty and may end inside a segment. An object that comes or goes during the listing may or may not be in it.
    Stream<ObjectStat> list(String prefix);

    /// The same, and tells of what lies there but is in no listing, as no key can name it ([Keys]): `a//b` in a bucket.
    /// A place that cannot hold such a thing, or does not notice it, tells nothing; so does this default.
    ///
    /// @param unnamed told the name that the place has for it, once for each, as the stream is read
    default Stream<ObjectStat> list(String prefix, Consumer<String> unnamed) {
        return list(prefix);
    }

    /// Removes the object if it is there.
    void delete(String key);

    /// Removes the object if it is still what `etag` was read from (see [ObjectStat#etag]). A place that cannot do that
    /// in one step looks and then removes, as this default does; what somebody writes in between goes, too.
    ///
    /// @return whether it was
    default boolean delete(String key, String etag) {
        boolean isStill = stat(key).filter(stat -> stat.etag().equals(etag)).isPresent();
        if (isStill) {
            delete(key);
        }
        return isStill;
    }

    /// This place, whose [#write] lets nobody do more with an object than `access` allows, nor more than this place
    /// would, from its first byte on. A place that does not say so for each object is itself.
    default Storage narrowedTo(Access access) {
        return this;
    }
}
