package dev.azulejo.storage.transfer;

import dev.azulejo.storage.ObjectStat;
import java.util.Optional;
import java.util.stream.Stream;

/// The number of objects that a deleting [Sync] would remove.
///
/// @param sources objects of the place that is copied
/// @param targets objects of the other place
/// @param extras those of `targets` that would be deleted
public record SyncExtent(long sources, long targets, long extras) {
    /// The most removed objects that are quickly restored.
    private static final int HANDFUL = 5;

    public SyncExtent {
        if (sources < 0 || extras < 0 || extras > targets) {
            throw new IllegalArgumentException(
                    "%d extras of %d targets, %d sources".formatted(extras, targets, sources));
        }
    }

    public static SyncExtent of(Stream<ObjectStat> here, Stream<ObjectStat> there) {
        var counting = new Counting();
        SideBySide.walk(here, there, counting);
        return new SyncExtent(counting.sources, counting.shared + counting.extras, counting.extras);
    }

    /// Whether to ask first: there is nothing to copy, as if a bucket's name was mistyped, or most of the
    /// target would go.
    public boolean isSweeping() {
        return extras > 0 && (sources == 0 || (extras > HANDFUL && 2 * extras > targets));
    }

    private static final class Counting implements SideBySide.Visitor {
        private long sources;
        private long shared;
        private long extras;

        @Override
        public void found(ObjectStat source, Optional<ObjectStat> there) {
            sources++;
            if (there.isPresent()) {
                shared++;
            }
        }

        @Override
        public void extra(ObjectStat target) {
            extras++;
        }
    }
}
