package dev.azulejo.core.port;

import dev.azulejo.core.job.key.Attempt;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.key.StageTrigger;
import dev.azulejo.core.job.record.Manifest;
import dev.azulejo.core.tiling.Tile;
import java.time.Duration;

/// Receives the progress of a job and how long each part takes. Called from any thread, and never decides
/// anything.
public interface Progress {
    Progress NONE = new Progress() {};

    /// Reports that the shards of a job are about to be inferred.
    default void planned(Manifest manifest) {}

    /// Reports that an earlier run has done this tile.
    default void tileFound(JobId job, Tile tile) {}

    default void tileInferred(JobId job, int shard, Tile tile, Duration took) {}

    default void stripStitched(JobId job, int strip) {}

    /// Reports that this thread begins a stage; it ends when the span is closed, by the same thread.
    default Span stage(StageTrigger stage, Attempt attempt) {
        return Span.UNHEARD;
    }

    /// Reports that this thread begins a tile.
    ///
    /// @param asked when it was given to the threads for tiles, in the time of [System#nanoTime]
    default Span tile(int shard, Tile tile, long asked) {
        return Span.UNHEARD;
    }

    /// Reports that this thread begins an activity.
    ///
    /// @param number what [Activity#numbered] counts, or anything where it counts nothing
    default Span begin(Activity activity, int number) {
        return Span.UNHEARD;
    }

    default Span begin(Activity activity) {
        return begin(activity, 0);
    }

    /// A time span from its beginning until it is closed. Spans that a thread begins within it end before
    /// it.
    interface Span extends AutoCloseable {
        /// An unrecorded span.
        Span UNHEARD = () -> {};

        @Override
        void close();
    }
}
