package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.ExifDefinition;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Repeated;
import dev.azulejo.core.tiling.TileGrid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WrapCutterTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cutsWhatRepeatingTheUprightImageGives(long seed) {
        var random = new Random(seed);
        var orientation = Orientation.ofExif((int) (seed % 8) + 1);
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var size = new Size(random.nextInt(1, 40), random.nextInt(1, 40));
        var stored = PixelBlock.random(random, size, format);
        int halo = random.nextInt(0, 50);
        var grid = new TileGrid(orientation.upright(size), 2 * halo + random.nextInt(3, 30), halo)
                .wrapping(Repeated.any(random));
        var shards =
                new ShardSizing(grid, random.nextInt(1, grid.count() + 1), Integer.MAX_VALUE).shards(JOB, orientation);
        var upright = turned(stored, orientation);
        var cut = cut(stored, orientation, grid, shards);
        assertThat(cut).hasSize(shards.size());
        for (var shard : shards) {
            var expected = Repeated.pixels(upright, shard.sourceRect(grid));
            assertThat(cut.get(shard)).satisfies(block -> {
                assertThat(block.bounds()).isEqualTo(expected.bounds());
                assertThat(block.samples()).isEqualTo(expected.samples());
            });
        }
    }

    /// So that no more than two rows of them wait for the end.
    @Test
    void onlyTheFirstRowOfShardsAndTheLastWaitForTheEnd() {
        var size = new Size(40, 100);
        var grid = new TileGrid(size, 26, 3).wrapping(Wrap.BOTH);
        var shards = new ShardSizing(grid, grid.columns(), Integer.MAX_VALUE).shards(JOB, Orientation.NORMAL);
        var rowsWhenFinished = new HashMap<Shard, Integer>();
        int[] rows = {0};
        var cutter = new WrapCutter<Shard>(
                size,
                PixelFormat.rgb8(),
                Orientation.NORMAL,
                shards,
                shard -> shard.sourceRect(grid),
                (shard, _) -> rowsWhenFinished.put(shard, rows[0]));
        for (rows[0] = 1; rows[0] <= size.height(); rows[0]++) {
            cutter.accept(new byte[size.width() * 3], 1);
        }
        assertThat(shards).hasSize(5);
        for (var shard : shards) {
            var source = shard.sourceRect(grid);
            boolean waits = source.top() < 0 || source.bottom() > size.height();
            assertThat(rowsWhenFinished).containsEntry(shard, waits ? size.height() : source.bottom());
        }
    }

    private static Map<Shard, PixelBlock> cut(
            PixelBlock stored, Orientation orientation, TileGrid grid, List<Shard> shards) {
        var cut = new HashMap<Shard, PixelBlock>();
        var cutter = new WrapCutter<Shard>(
                new Size(stored.width(), stored.height()),
                stored.format(),
                orientation,
                shards,
                shard -> shard.sourceRect(grid),
                (shard, block) -> assertThat(cut.put(shard, block)).isNull());
        for (int row = 0; row < stored.height(); row++) {
            cutter.accept(stored.crop(new Rect(0, row, stored.width(), 1)).samples(), 1);
        }
        return cut;
    }

    private static PixelBlock turned(PixelBlock stored, Orientation orientation) {
        var size = new Size(stored.width(), stored.height());
        int exif = orientation.exifValue();
        var upright = PixelBlock.blank(ExifDefinition.upright(exif, size), stored.format());
        for (int row = 0; row < size.height(); row++) {
            for (int column = 0; column < size.width(); column++) {
                upright.paste(stored.crop(new Rect(column, row, 1, 1)), ExifDefinition.seen(exif, size, column, row));
            }
        }
        return upright;
    }
}
