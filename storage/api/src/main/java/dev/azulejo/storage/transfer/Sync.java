package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ObjectStat;
import dev.azulejo.storage.StorageFailure;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/// Makes one place hold the objects of another, by [Copies]. Both are listed once, side by side, so any
/// number of objects fits. For one thread.
public final class Sync {
    private final Copies copies;
    private final boolean isDeleting;

    /// @param isDeleting whether objects that the source does not have are removed
    public Sync(Copies copies, boolean isDeleting) {
        this.copies = copies;
        this.isDeleting = isDeleting;
    }

    public interface Listener {
        /// @return receives the number of bytes copied so far
        LongConsumer begins(ObjectStat object);

        void ended(String key, Copies.Done done);

        /// Whether to continue with the other objects when one could not be copied.
        default boolean isPassedOver(ObjectStat object, StorageFailure failure) {
            return false;
        }
    }

    /// Copies one object after the other, in the order of their keys. A failure that is not passed over
    /// ends the run; the next run continues.
    ///
    /// @param here all of one place, or a part
    /// @param there the same part of the other
    public void run(Stream<ObjectStat> here, Stream<ObjectStat> there, Listener listener) {
        SideBySide.walk(here, there, new SideBySide.Visitor() {
            @Override
            public void found(ObjectStat source, boolean isThere) {
                copy(source, listener);
            }

            @Override
            public void extra(ObjectStat target) {
                if (isDeleting) {
                    listener.ended(target.key(), copies.removed(target.key()));
                }
            }
        });
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
}
