package dev.azulejo.core.job.record;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/// The work that one worker takes at once: a rectangle of tiles. It is an item of `shards.json`, so it
/// states its version and its job.
///
/// @param schema version of this object's shape
/// @param id position among the job's shards, from 0
public record Shard(int schema, JobId job, int id, int firstColumn, int firstRow, int columns, int rows) {
    public static final int SCHEMA = 1;

    public Shard {
        if (id < 0 || firstColumn < 0 || firstRow < 0 || columns < 1 || rows < 1) {
            throw new IllegalArgumentException(
                    "shard %d: %d+%d columns, %d+%d rows".formatted(id, firstColumn, columns, firstRow, rows));
        }
    }

    public int tileCount() {
        return columns * rows;
    }

    /// The shard's tiles, row by row.
    public List<Tile> tiles(TileGrid grid) {
        return IntStream.range(0, tileCount())
                .mapToObj(i -> grid.tile(firstColumn + i % columns, firstRow + i / columns))
                .toList();
    }

    /// Where a tile stands among [#tiles].
    public int indexOf(int column, int row) {
        return (row - firstRow) * columns + column - firstColumn;
    }

    /// Whether these shards hold every tile of the grid, each once, and nothing else.
    public static boolean partition(List<Shard> shards, TileGrid grid) {
        var held = new BitSet();
        long tiles = 0;
        for (var shard : shards) {
            if (shard.firstColumn > grid.columns() - shard.columns || shard.firstRow > grid.rows() - shard.rows) {
                return false;
            }
            tiles += shard.tileCount();
            for (int row = shard.firstRow; row < shard.firstRow + shard.rows; row++) {
                int start = row * grid.columns() + shard.firstColumn;
                held.set(start, start + shard.columns);
            }
        }
        return tiles == grid.count() && held.cardinality() == grid.count();
    }

    /// The pixels of the upright input image that the shard's tiles see, none beyond the image unless it
    /// continues at its opposite edge.
    public Rect sourceRect(TileGrid grid) {
        return grid.covered(grid.tile(firstColumn, firstRow)
                .padded()
                .union(grid.tile(firstColumn + columns - 1, firstRow + rows - 1).padded()));
    }
}
