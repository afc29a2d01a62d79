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

/// Copies of what lies in one place, in another. What a copy was made of is noted in its metadata (`synced-from`), so
/// that nothing is copied twice that has not changed: not by two processes at once, and not after a death. Thread-safe.
public final class Copies {
    private static final String MADE_OF = "synced-from";
    private static final String NOTE = "note:";
    private static final int MOST_RACES = 10;

    private final Transfer transfer;
    private final Place<? extends Source> from;
    private final Place<? extends Storage> to;
    private final Others others;

    /// A place.
    ///
    /// @param name the same in each process
    public record Place<T extends Source>(T storage, String name) {
        Transfer.End<T> end(String key) {
            return new Transfer.End<>(storage, name, key);
        }
    }

    /// What becomes of objects in the way of a copy that are none.
    public enum Others {
        REPLACED,
        KEPT
    }

    /// What was done with an object.
    public enum Done {
        COPIED,
        UNCHANGED,
        DELETED,
        /// Neither copied nor deleted: it was gone when its turn came.
        GONE,
        /// Neither copied nor deleted: something else lies in its place.
        IN_THE_WAY,
        /// Not copied: it was written meanwhile. Whoever looks again finds it.
        CHANGING
    }

    public Copies(Transfer transfer, Place<? extends Source> from, Place<? extends Storage> to, Others others) {
        this.transfer = transfer;
        this.from = from;
        this.to = to;
        this.others = others;
    }

    /// Makes a copy of an object as it is now.
    ///
    /// @param seen how it was seen last
    /// @param done told again and again how many bytes are there
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

    /// What [#copy] would come to, as far as the other place says so beforehand; nothing is written.
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

    /// Removes what was a copy of an object that is gone, and nothing that has come into its place since.
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

    /// Puts something of our own among the copies, which goes as they go: by [#removed].
    ///
    /// @return whether it lies there; not if something else does
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

    /// Whether what a copy was made of is still there. A listing may lag, so that nobody should believe one.
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
