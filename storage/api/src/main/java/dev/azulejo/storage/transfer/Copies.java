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

    /// Copies an object in its present version.
    ///
    /// @param seen the object as it was seen last
    /// @param done receives the number of bytes copied so far, again and again
    /// @throws StorageUnavailable also when the copy is replaced again and again; trying again may help
    public Done copy(ObjectStat seen, LongConsumer done) {
        var key = seen.key();
        for (int race = 0; race < MOST_RACES; race++) {
            var there = to.storage().stat(key);
            if (there.filter(stat -> isOf(seen, stat)).isPresent()) {
                return Done.UNCHANGED;
            }
            var now = from.storage().stat(key);
            if (now.isEmpty()) {
                return Done.GONE;
            }
            if (there.filter(stat -> isOf(now.get(), stat)).isPresent()) {
                return Done.UNCHANGED;
            }
            if (others == Others.KEPT && there.filter(stat -> !isCopy(stat)).isPresent()) {
                return Done.IN_THE_WAY;
            }
            try {
                if (isCopied(now.get(), there, done)) {
                    return Done.COPIED;
                }
            } catch (StorageUnavailable e) {
                if (isStill(now.get())) {
                    throw e;
                }
                return Done.CHANGING;
            }
        }
        throw new StorageUnavailable(
                "%s was replaced %d times while it was copied".formatted(to.end(key), MOST_RACES), null);
    }

    /// Says what [#copy] would return, as far as the other place shows it beforehand; nothing is written.
    public Done wouldCopy(ObjectStat seen) {
        var there = to.storage().stat(seen.key());
        if (there.filter(stat -> isOf(seen, stat)).isPresent()) {
            return Done.UNCHANGED;
        }
        boolean isKept =
                others == Others.KEPT && there.filter(stat -> !isCopy(stat)).isPresent();
        return isKept ? Done.IN_THE_WAY : Done.COPIED;
    }

    private boolean isCopied(ObjectStat now, Optional<ObjectStat> there, LongConsumer done) {
        try {
            return transfer.copy(
                    now, from.end(now.key()), to.end(now.key()), Map.of(MADE_OF, now.etag()), onto(there), done);
        } catch (NoSuchObject e) {
            return false;
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
