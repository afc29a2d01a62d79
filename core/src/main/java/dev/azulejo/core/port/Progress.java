package dev.azulejo.core.port;

import dev.azulejo.core.job.JobId;
import dev.azulejo.core.job.Manifest;
import dev.azulejo.core.tiling.Tile;
import java.time.Duration;

/// Hears how a job comes along. Called from any thread, and never decides anything.
public interface Progress {
    /// Nobody listens.
    Progress NONE = new Progress() {};

    /// Its shards are about to be inferred.
    default void planned(Manifest manifest) {}

    /// An earlier run has done this tile.
    default void tileFound(Tile tile) {}

    default void tileInferred(JobId job, int shard, Tile tile, Duration took) {}

    default void stripStitched(JobId job, int strip) {}
}
