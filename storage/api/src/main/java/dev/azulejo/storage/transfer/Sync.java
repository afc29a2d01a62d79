package dev.azulejo.storage.transfer;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.NoSuchObject;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.Precondition;
import dev.azulejo.storage.Storage;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Makes one place hold what another does. Both are listed once, side by side, so any number of objects fits. What a
/// copy was made of is noted in its metadata (`synced-from`), so that nothing is copied twice that has not changed.
/// For one thread.
public final class Sync {
    private static final String MADE_OF = "synced-from";

    private final Transfer transfer;
    private final boolean isDeleting;

    /// @param isDeleting whether what lies there and not here is removed
    public Sync(Transfer transfer, boolean isDeleting) {
        this.transfer = transfer;
        this.isDeleting = isDeleting;
    }

    /// What was done with an object.
    public enum Done {
        COPIED,
        UNCHANGED,
        DELETED,
        /// Neither copied nor deleted: it was gone when its turn came.
        GONE
    }

    /// Told of each object.
    public interface Listener {
        /// @return told how many bytes are there
        LongConsumer begins(ObjectStat object);

        void ended(String key, Done done);
    }

    /// One after the other, in the order of their keys. A failure ends it; the next run goes on.
    ///
    /// @param fromName of the place, the same in each process
    public void run(Storage from, String fromName, Storage to, String toName, Listener listener) {
        try (var here = from.list("");
                var there = to.list("")) {
            var targets = new Peeking(there);
            var sources = here.iterator();
            while (sources.hasNext()) {
                var source = sources.next();
                deleteBefore(source.key(), targets, to, listener);
                boolean isThere = targets.isAt(source.key());
                listener.ended(source.key(), copied(source, from, fromName, to, toName, isThere, listener));
                if (isThere) {
                    targets.next();
                }
            }
            deleteBefore("", targets, to, listener);
        }
    }

    private Done copied(
            ObjectStat source,
            Storage from,
            String fromName,
            Storage to,
            String toName,
            boolean isThere,
            Listener listener) {
        var key = source.key();
        if (isThere && isCopyOf(source, to.stat(key))) {
            return Done.UNCHANGED;
        }
        try {
            transfer.copy(
                    new Transfer.End<>(from, fromName, key),
                    new Transfer.End<>(to, toName, key),
                    Map.of(MADE_OF, source.etag()),
                    Precondition.NONE,
                    listener.begins(source));
            return Done.COPIED;
        } catch (NoSuchObject e) {
            return Done.GONE;
        }
    }

    private static boolean isCopyOf(ObjectStat source, Optional<ObjectStat> target) {
        return target.filter(stat -> stat.bytes() == source.bytes()
                        && source.etag().equals(stat.metadata().get(MADE_OF)))
                .isPresent();
    }

    /// @param key empty for all that are left
    private void deleteBefore(String key, Peeking targets, Storage to, Listener listener) {
        while (targets.isBefore(key)) {
            var extra = targets.next();
            if (isDeleting) {
                to.delete(extra.key());
                listener.ended(extra.key(), Done.DELETED);
            }
        }
    }

    /// A listing that can be looked at.
    private static final class Peeking {
        private final Iterator<ObjectStat> stats;
        private Optional<ObjectStat> next = Optional.empty();

        Peeking(Stream<ObjectStat> stats) {
            this.stats = stats.iterator();
        }

        private Optional<ObjectStat> peek() {
            if (next.isEmpty() && stats.hasNext()) {
                next = Optional.of(stats.next());
            }
            return next;
        }

        boolean isAt(String key) {
            return peek().filter(stat -> stat.key().equals(key)).isPresent();
        }

        boolean isBefore(String key) {
            return peek().filter(stat -> key.isEmpty() || Keys.ORDER.compare(stat.key(), key) < 0)
                    .isPresent();
        }

        ObjectStat next() {
            var stat = peek().orElseThrow();
            next = Optional.empty();
            return stat;
        }
    }
}
