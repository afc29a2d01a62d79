package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.ExifDefinition;
import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class RectCutterTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");

    static LongStream seeds() {
        return LongStream.range(0, 400);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void cutsWhatTurningTheWholeImageAndCroppingItWouldGive(long seed) {
        var random = new Random(seed);
        var orientation = Orientation.ofExif((int) (seed % 8) + 1);
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var size = new Size(random.nextInt(1, 60), random.nextInt(1, 60));
        var stored = PixelBlock.random(random, size, format);
        var grid = grid(random, orientation.upright(size));
        var shards =
                new ShardSizing(grid, random.nextInt(1, grid.count() + 1), Integer.MAX_VALUE).shards(JOB, orientation);
        var upright = turned(stored, orientation);
        var cut = cut(random, stored, orientation, grid, shards);
        assertThat(cut).hasSize(shards.size());
        for (var shard : shards) {
            assertThat(cut.get(shard)).satisfies(block -> {
                assertThat(block.format()).isEqualTo(format);
                assertThat(block.bounds()).isEqualTo(shard.sourceRect(grid).relativeTo(shard.sourceRect(grid)));
                assertThat(block.samples())
                        .isEqualTo(upright.crop(shard.sourceRect(grid)).samples());
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShardIsDoneAsSoonAsItsLastRowCame(Orientation orientation) {
        var size = new Size(40, 50);
        var grid = new TileGrid(orientation.upright(size), 16, 3);
        var shards = new ShardSizing(grid, 3, Integer.MAX_VALUE).shards(JOB, orientation);
        var rowsWhenFinished = new HashMap<Shard, Integer>();
        int[] rows = {0};
        var cutter = new RectCutter<Shard>(
                size,
                PixelFormat.rgb8(),
                orientation,
                shards,
                shard -> shard.sourceRect(grid),
                (shard, block) -> rowsWhenFinished.put(shard, rows[0]));
        for (rows[0] = 1; rows[0] <= size.height(); rows[0]++) {
            cutter.accept(new byte[size.width() * 3], 1);
        }
        for (var shard : shards) {
            assertThat(rowsWhenFinished)
                    .containsEntry(
                            shard, storedRect(shard, grid, size, orientation).bottom());
        }
    }

    @ParameterizedTest
    @EnumSource
    void noRowOfTheFileTouchesMoreThanTwoLinesOfTiles(Orientation orientation) {
        var size = new Size(5_000, 4_000);
        var grid = new TileGrid(orientation.upright(size), 256, 21);
        int lineLength = orientation.swapsAxes() ? grid.rows() : grid.columns();
        for (int maxTiles : new int[] {1, lineLength / 3, lineLength}) {
            var shards = new ShardSizing(grid, maxTiles, Integer.MAX_VALUE).shards(JOB, orientation);
            var rects = shards.stream()
                    .map(shard -> storedRect(shard, grid, size, orientation))
                    .toList();
            long shardsPerLine = Math.ceilDiv(lineLength, maxTiles);
            for (int y = 0; y < size.height(); y++) {
                var row = new Rect(0, y, size.width(), 1);
                assertThat(rects.stream().filter(row::intersects).count()).isLessThanOrEqualTo(2 * shardsPerLine);
            }
        }
    }

    private static Map<Shard, PixelBlock> cut(
            Random random, PixelBlock stored, Orientation orientation, TileGrid grid, List<Shard> shards) {
        var cut = new HashMap<Shard, PixelBlock>();
        var size = new Size(stored.width(), stored.height());
        var cutter = new RectCutter<Shard>(
                size,
                stored.format(),
                orientation,
                shards,
                shard -> shard.sourceRect(grid),
                (shard, block) -> assertThat(cut.put(shard, block)).isNull());
        for (int top = 0; top < stored.height(); ) {
            int count = random.nextInt(1, stored.height() - top + 1);
            // The caller uses its array again and again: what is behind the rows that count must not matter.
            var rows = Arrays.copyOfRange(
                    stored.samples(), top * stored.stride(), (top + count) * stored.stride() + stored.stride());
            cutter.accept(rows, count);
            Arrays.fill(rows, (byte) 0x55);
            top += count;
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

    /// Where the shard's pixels lie in the file, by brute force over its corners.
    private static Rect storedRect(Shard shard, TileGrid grid, Size stored, Orientation orientation) {
        var source = shard.sourceRect(grid);
        var upright = orientation.upright(stored);
        int exif = orientation.exifValue();
        // Turning back is turning by the inverse: 6 and 8 are each other's, all others their own.
        int inverse = exif == 6 ? 8 : exif == 8 ? 6 : exif;
        var corner = ExifDefinition.seen(inverse, upright, source.left(), source.top());
        return corner.union(ExifDefinition.seen(inverse, upright, source.right() - 1, source.bottom() - 1));
    }

    private static TileGrid grid(Random random, Size image) {
        int halo = random.nextInt(0, 6);
        return new TileGrid(image, 2 * halo + random.nextInt(3, 30), halo);
    }
}
