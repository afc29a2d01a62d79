package dev.azulejo.storage.transfer;

import dev.azulejo.storage.Keys;
import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageFailure;
import java.util.Iterator;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Makes one place hold what another does, by [Copies]. Both are listed once, side by side, so any number of objects
/// fits. For one thread.
public final class Sync {
    private final Copies copies;
    private final boolean isDeleting;

    /// @param isDeleting whether what lies there and not here is removed
    public Sync(Copies copies, boolean isDeleting) {
        this.copies = copies;
        this.isDeleting = isDeleting;
    }

    /// Told of each object.
    public interface Listener {
        /// @return told how many bytes are there
        LongConsumer begins(ObjectStat object);

        void ended(String key, Copies.Done done);

        /// Whether to go on with the others when one could not be copied.
        default boolean isPassedOver(ObjectStat object, StorageFailure failure) {
            return false;
        }
    }

    /// One after the other, in the order of their keys. A failure ends it; the next run goes on.
    ///
    /// @param here all of one place, or a part
    /// @param there the same part of the other
    public void run(Stream<ObjectStat> here, Stream<ObjectStat> there, Listener listener) {
        var targets = new Peeking(there);
        var sources = here.iterator();
        while (sources.hasNext()) {
            var source = sources.next();
            deleteBefore(source.key(), targets, listener);
            copy(source, listener);
            if (targets.isAt(source.key())) {
                targets.next();
            }
        }
        deleteBefore("", targets, listener);
    }

    private void copy(ObjectStat source, Listener listener) {
        try {
            listener.ended(source.key(), copies.copy(source, listener.begins(source)));
        } catch (StorageFailure failure) {
            if (!listener.isPassedOver(source, failure)) {
                throw failure;
            }
        }
    }

    /// @param key empty for all that are left
    private void deleteBefore(String key, Peeking targets, Listener listener) {
        while (targets.isBefore(key)) {
            var extra = targets.next();
            if (isDeleting) {
                listener.ended(extra.key(), copies.removed(extra.key()));
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
