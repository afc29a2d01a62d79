package dev.azulejo.core.job.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itsTilesComeRowByRow(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        var shard = shard(random, grid);
        var tiles = shard.tiles(grid);
        assertThat(tiles).hasSize(shard.tileCount());
        for (int row = shard.firstRow(); row < shard.firstRow() + shard.rows(); row++) {
            for (int column = shard.firstColumn(); column < shard.firstColumn() + shard.columns(); column++) {
                assertThat(tiles.get(shard.indexOf(column, row))).isEqualTo(grid.tile(column, row));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itsSourceIsWhatItsTilesSeeAndNoMore(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        var shard = shard(random, grid);
        var seen =
                shard.tiles(grid).stream().map(Tile::padded).reduce(Rect::union).orElseThrow();
        assertThat(shard.sourceRect(grid)).isEqualTo(seen);
    }

    @Test
    void shardsThatMissATileOrHoldOneTwiceOrAnotherGridsAreNoPartition() {
        var grid = new TileGrid(new Size(100, 60), 24, 2);
        assertThat(List.of(grid.columns(), grid.rows())).containsExactly(5, 3);
        assertThat(Shard.partition(List.of(shard(0, 0, 5, 2), shard(0, 2, 5, 1)), grid))
                .isTrue();
        assertThat(Shard.partition(List.of(shard(0, 0, 2, 3), shard(2, 0, 3, 3)), grid))
                .isTrue();
        assertThat(Shard.partition(List.of(), grid)).isFalse();
        assertThat(Shard.partition(List.of(shard(0, 0, 5, 2)), grid)).isFalse();
        assertThat(Shard.partition(List.of(shard(0, 0, 5, 2), shard(0, 1, 5, 1)), grid))
                .isFalse();
        assertThat(Shard.partition(List.of(shard(0, 0, 5, 3), shard(0, 0, 5, 3)), grid))
                .isFalse();
        assertThat(Shard.partition(List.of(shard(0, 0, 3, 5)), grid)).isFalse();
        assertThat(Shard.partition(List.of(shard(0, 0, 5, 2), shard(1, 2, 5, 1)), grid))
                .isFalse();
        assertThat(Shard.partition(List.of(shard(Integer.MAX_VALUE, 0, 5, 3)), grid))
                .isFalse();
    }

    private static Shard shard(int firstColumn, int firstRow, int columns, int rows) {
        return new Shard(Shard.SCHEMA, JOB, 0, firstColumn, firstRow, columns, rows);
    }

    private static TileGrid grid(Random random) {
        int halo = random.nextInt(0, 10);
        return new TileGrid(
                new Size(random.nextInt(1, 200), random.nextInt(1, 200)), 2 * halo + random.nextInt(1, 40), halo);
    }

    private static Shard shard(Random random, TileGrid grid) {
        int column = random.nextInt(grid.columns());
        int row = random.nextInt(grid.rows());
        return new Shard(
                Shard.SCHEMA,
                JOB,
                0,
                column,
                row,
                random.nextInt(1, grid.columns() - column + 1),
                random.nextInt(1, grid.rows() - row + 1));
    }
}
