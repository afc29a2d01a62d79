package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ContentVersion;
import dev.azulejo.storage.InvalidKey;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Source;
import dev.azulejo.storage.Storage;
import dev.azulejo.storage.StorageUnavailable;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/// Copies objects from one place to another. The version that a copy was made of is noted in its metadata
/// (`synced-from`), so unchanged objects are not copied twice: not by two processes at once, and not
/// after a death. Thread-safe.
public final class Copies {
    private static final String MADE_OF = "synced-from";
    private static final String NOTE = "note:";
    private static final int MOST_RACES = 10;

    private final Transfer transfer;
    private final Place<? extends Source> from;
    private final Place<? extends Storage> to;
    private final Others others;

    /// One of the two places, with a name.
    ///
    /// @param name the same in each process
    public record Place<T extends Source>(T storage, String name) {
        Transfer.End<T> end(String key) {
            return new Transfer.End<>(storage, name, key);
        }
    }

    /// How to treat objects that are no copies and lie in a copy's place.
    public enum Others {
        REPLACED,
        KEPT
    }

    public enum Done {
        COPIED,
        UNCHANGED,
        DELETED,
        /// The object was gone when its turn came.
        GONE,
        /// A foreign object lies in the copy's place.
        IN_THE_WAY,
        /// The object was written while it was copied. The next look finds it.
        CHANGING
    }

    public Copies(Transfer transfer, Place<? extends Source> from, Place<? extends Storage> to, Others others) {
        this.transfer = transfer;
        this.from = from;
        this.to = to;
        this.others = others;
    }

    /// The result of a copy.
    ///
    /// @param source the etag of the version that the other place now has, if it has one
    /// @param target that of the copy; empty if it is not known
    record Result(Done done, String source, String target) {
        private static Result of(Done done) {
            return new Result(done, "", "");
        }

        private static Result alike(ObjectStat source, ObjectStat copy) {
            return new Result(Done.UNCHANGED, source.etag(), copy.etag());
        }
    }

    /// Copies an object in its present version.
    ///
    /// @param seen the object as it was seen last
    /// @param done receives the number of bytes copied so far, again and again
    /// @throws StorageUnavailable also when the copy is replaced again and again; trying again may help
    public Done copy(ObjectStat seen, LongConsumer done) {
        return copyAsked(seen, done).done();
    }

    /// Copies an object as two listings show it: asks neither place about what is new, nor about what the
    /// listings show to be alike. What has changed meanwhile is asked about, as [#copy] does.
    ///
    /// @param there the object in the copy's place
    Result copy(ObjectStat seen, Optional<ObjectStat> there, LongConsumer done) {
        if (there.isPresent()) {
            return isEqual(seen, there.get()) ? Result.alike(seen, there.get()) : copyAsked(seen, done);
        }
        try {
            var copy = copied(seen, there, done);
            return copy.isPresent() ? new Result(Done.COPIED, seen.etag(), copy.get()) : copyAsked(seen, done);
        } catch (StorageUnavailable e) {
            if (isStill(seen)) {
                throw e;
            }
            return copyAsked(seen, done);
        }
    }

    private Result copyAsked(ObjectStat seen, LongConsumer done) {
        var key = seen.key();
        for (int race = 0; race < MOST_RACES; race++) {
            var there = to.storage().stat(key);
            if (there.filter(stat -> isOf(seen, stat)).isPresent()) {
                return Result.alike(seen, there.get());
            }
            var now = from.storage().stat(key);
            if (now.isEmpty()) {
                return Result.of(Done.GONE);
            }
            if (there.filter(stat -> isOf(now.get(), stat)).isPresent()) {
                return Result.alike(now.get(), there.get());
            }
            if (others == Others.KEPT && there.filter(stat -> !isCopy(stat)).isPresent()) {
                return Result.of(Done.IN_THE_WAY);
            }
            try {
                var copy = copied(now.get(), there, done);
                if (copy.isPresent()) {
                    return new Result(Done.COPIED, now.get().etag(), copy.get());
                }
            } catch (StorageUnavailable e) {
                if (isStill(now.get())) {
                    throw e;
                }
                return Result.of(Done.CHANGING);
            }
        }
        throw new StorageUnavailable(
                "%s was replaced %d times while it was copied".formatted(to.end(key), MOST_RACES), null);
    }

    /// Says what [#copy] would return, as far as the other place shows it beforehand; nothing is written.
    ///
    /// @param listed the object in the copy's place
    public Done wouldCopy(ObjectStat seen, Optional<ObjectStat> listed) {
        if (listed.isEmpty()) {
            return Done.COPIED;
        }
        if (isEqual(seen, listed.get())) {
            return Done.UNCHANGED;
        }
        var there = to.storage().stat(seen.key());
        if (there.filter(stat -> isOf(seen, stat)).isPresent()) {
            return Done.UNCHANGED;
        }
        boolean isKept =
                others == Others.KEPT && there.filter(stat -> !isCopy(stat)).isPresent();
        return isKept ? Done.IN_THE_WAY : Done.COPIED;
    }

    /// Whether both places show the same hash of the bytes. An object of others may be equal to one that is
    /// copied, but is no copy.
    private boolean isEqual(ObjectStat source, ObjectStat target) {
        return others == Others.REPLACED
                && source.bytes() == target.bytes()
                && to.storage()
                        .md5(target)
                        .filter(md5 ->
                                from.storage().md5(source).filter(md5::equals).isPresent())
                        .isPresent();
    }

    private Optional<String> copied(ObjectStat now, Optional<ObjectStat> there, LongConsumer done) {
        try {
            return transfer.copied(
                    now, from.end(now.key()), to.end(now.key()), Map.of(MADE_OF, now.etag()), onto(there), done);
        } catch (NoSuchObject e) {
            return Optional.empty();
        }
    }

    private boolean isStill(ObjectStat seen) {
        return from.storage()
                .stat(seen.key())
                .filter(now -> now.etag().equals(seen.etag()))
                .isPresent();
    }

    /// Removes the copy of an object that is gone, but no foreign object in its place.
    public Done removed(String key) {
        if (isThere(key)) {
            return Done.UNCHANGED;
        }
        var there = to.storage().stat(key);
        if (there.isEmpty()) {
            return Done.GONE;
        }
        if (others == Others.KEPT && !isCopy(there.get())) {
            return Done.IN_THE_WAY;
        }
        return to.storage().delete(key, there.get().etag()) ? Done.DELETED : Done.IN_THE_WAY;
    }

    /// Writes an object of our own among the copies, which [#removed] removes like them.
    ///
    /// @return whether it lies there; not if a foreign object is in its place
    public boolean note(String key, byte[] bytes) {
        var digest = ContentVersion.digest();
        digest.update(bytes);
        var made = NOTE + ContentVersion.of(digest);
        var there = to.storage().stat(key);
        if (there.filter(stat -> made.equals(stat.metadata().get(MADE_OF))).isPresent()) {
            return true;
        }
        return (others == Others.REPLACED || there.filter(stat -> !isCopy(stat)).isEmpty())
                && to.storage().write(key, bytes, Map.of(MADE_OF, made), onto(there));
    }

    /// Whether the original of a copy is still there. A listing may lag, so it is asked for by name.
    private boolean isThere(String key) {
        try {
            return from.storage().exists(key);
        } catch (InvalidKey e) {
            return false;
        }
    }

    private static Precondition onto(Optional<ObjectStat> there) {
        return there.<Precondition>map(stat -> new Precondition.Matches(stat.etag()))
                .orElse(Precondition.ABSENT);
    }

    private static boolean isCopy(ObjectStat stat) {
        return stat.metadata().containsKey(MADE_OF);
    }

    private static boolean isOf(ObjectStat source, ObjectStat copy) {
        return copy.bytes() == source.bytes()
                && source.etag().equals(copy.metadata().get(MADE_OF));
    }
}
