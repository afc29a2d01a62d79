package dev.azulejo.core.plan;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.TileGrid;
import java.util.ArrayList;
import java.util.List;

/// Groups tiles into shards: whole rows of tiles, or parts of a row if a row alone is too much. If the
/// file's rows are the image's columns, it groups columns instead, so one run of stored rows always
/// completes a shard.
///
/// @param maxTiles most tiles of a shard
/// @param maxColumns most of them in a row
record ShardSizing(TileGrid grid, int maxTiles, int maxColumns) {
    /// The most raw bytes of a shard's source: its writer and its reader hold all of it.
    private static final long MAX_SOURCE_BYTES = 64L << 20;

    /// The most raw bytes of a shard's result: as much as a machine may lose when it dies.
    private static final long MAX_RESULT_BYTES = 256L << 20;

    /// The most raw bytes of a shard's result on a GPU, which makes as much in a few seconds.
    private static final long MAX_RESULT_BYTES_OF_GPU = 1L << 30;

    /// The most raw bytes of a row of tiles of a shard's result, which stitch reads at once.
    private static final long MAX_ROW_BYTES = 256L << 20;

    /// The most shards of a job: beyond it they are made larger than wanted, since the end of a fan-out
    /// asks for each of them and has some minutes.
    private static final int MOST_SHARDS = 2_500;

    /// Makes shards of about `wantedTiles`, within the limits of memory.
    static ShardSizing fitted(TileGrid grid, PixelFormat pixels, int scale, double wantedTiles, Processor on) {
        long sourceBytes = grid.padded().pixels() * pixels.bytesPerPixel();
        long resultBytes = sourceBytes * scale * scale;
        double mostResultBytes = on == Processor.GPU ? MAX_RESULT_BYTES_OF_GPU : MAX_RESULT_BYTES;
        double tiles = Math.min(
                Math.max(wantedTiles, (double) grid.count() / MOST_SHARDS),
                Math.min((double) MAX_SOURCE_BYTES / sourceBytes, mostResultBytes / resultBytes));
        return new ShardSizing(grid, (int) Math.clamp(tiles, 1, Integer.MAX_VALUE), (int)
                Math.clamp((double) MAX_ROW_BYTES / resultBytes, 1, Integer.MAX_VALUE));
    }

    List<Shard> shards(JobId job, Orientation orientation) {
        boolean byColumns = orientation.swapsAxes();
        int lines = byColumns ? grid.columns() : grid.rows();
        int lineLength = byColumns ? grid.rows() : grid.columns();
        var shards = new ArrayList<Shard>();
        int most = byColumns ? maxTiles : Math.min(maxTiles, maxColumns);
        int whole = Math.clamp(maxTiles / lineLength, 1, byColumns ? maxColumns : lines);
        for (var line : evenly(lines, lineLength > most ? 1 : whole)) {
            for (var part : evenly(lineLength, most)) {
                shards.add(
                        byColumns
                                ? new Shard(
                                        Shard.SCHEMA,
                                        job,
                                        shards.size(),
                                        line.start,
                                        part.start,
                                        line.length,
                                        part.length)
                                : new Shard(
                                        Shard.SCHEMA,
                                        job,
                                        shards.size(),
                                        part.start,
                                        line.start,
                                        part.length,
                                        line.length));
            }
        }
        return shards;
    }

    /// Divides `total` into the fewest parts of at most `most`, whose lengths differ by at most 1.
    private static List<Part> evenly(int total, int most) {
        int count = Math.ceilDiv(total, most);
        var parts = new ArrayList<Part>();
        for (int i = 0; i < count; i++) {
            int start = (int) ((long) total * i / count);
            parts.add(new Part(start, (int) ((long) total * (i + 1) / count) - start));
        }
        return parts;
    }

    private record Part(int start, int length) {}
}
