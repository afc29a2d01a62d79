package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.job.key.JobId;
import dev.azulejo.core.job.record.Shard;
import dev.azulejo.core.model.Processor;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShardSizingTest {
    private static final JobId JOB = new JobId("0123456789abcdef01234567");
    private static final long MIB = 1L << 20;

    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shardsPartitionTheTilesAndNoneHasTooMany(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        int maxTiles = random.nextInt(1, 2 * grid.count() + 1);
        var shards = new ShardSizing(grid, maxTiles, random.nextInt(1, 2 * grid.columns() + 1))
                .shards(JOB, orientation(random));
        assertThat(shards.stream().map(Shard::id))
                .containsExactlyElementsOf(
                        IntStream.range(0, shards.size()).boxed().toList());
        assertThat(shards).allMatch(shard -> shard.tileCount() <= maxTiles);
        assertThat(shards.stream()
                        .flatMap(shard -> shard.tiles(grid).stream())
                        .mapToInt(Tile::index)
                        .sorted()
                        .toArray())
                .isEqualTo(IntStream.range(0, grid.count()).toArray());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aShardIsSomeWholeLinesOfTilesOrAPartOfOneAsTheFileStoresThem(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        var orientation = orientation(random);
        var sizing = new ShardSizing(
                grid, random.nextInt(1, 2 * grid.count() + 1), random.nextInt(1, 2 * grid.columns() + 1));
        for (var shard : sizing.shards(JOB, orientation)) {
            assertThat(shard.columns()).isLessThanOrEqualTo(sizing.maxColumns());
            if (orientation.swapsAxes()) {
                assertThat(shard.rows() == grid.rows() || shard.columns() == 1).isTrue();
            } else {
                assertThat(shard.columns() == grid.columns() || shard.rows() == 1)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aFittedShardKeepsToTheLimitsOfTimeAndMemory(long seed) {
        var random = new Random(seed);
        var grid = new TileGrid(new Size(random.nextInt(1, 40_000), random.nextInt(1, 40_000)), 256, 21);
        var pixels = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        int scale = random.nextInt(1, 5);
        double secondsPerTile = 0.001 + random.nextDouble();
        double targetSeconds = 1 + 60 * random.nextDouble();
        var on = random.nextBoolean() ? Processor.CPU : Processor.GPU;
        var sizing = ShardSizing.fitted(grid, pixels, scale, targetSeconds / secondsPerTile, on);
        double mostTiles = Math.max(targetSeconds / secondsPerTile, grid.count() / 2_500.0);
        for (var shard : sizing.shards(JOB, orientation(random))) {
            var rect = shard.sourceRect(grid);
            long sourceBytes = rect.pixels() * pixels.bytesPerPixel();
            assertThat(shard.tileCount()).isLessThanOrEqualTo((int) Math.max(1, mostTiles));
            assertThat(sourceBytes).isLessThanOrEqualTo(64 * MIB);
            assertThat(sourceBytes / shard.rows() * scale * scale).isLessThanOrEqualTo(257 * MIB);
            assertThat(sourceBytes * scale * scale).isLessThanOrEqualTo((on == Processor.CPU ? 256 : 1024) * MIB);
        }
    }

    @Test
    void aSlowModelOnALargeImageGetsLargerShards() {
        var grid = new TileGrid(new Size(30_000, 30_000), 256, 21);
        var shards = ShardSizing.fitted(grid, PixelFormat.rgb8(), 4, 0.1, Processor.CPU)
                .shards(JOB, Orientation.NORMAL);
        assertThat(grid.count()).isGreaterThan(19_000);
        assertThat(shards.size()).isLessThan(4_000);
    }

    /// As much as a source as large as one may be gives, enlarged four times; but what of it lies in a row is not more.
    @Test
    void aGpuGetsLargerShardsOfWhatIsEnlargedMuch() {
        assertThat(shardsOf(new Size(4_600, 4_600), Processor.CPU)).hasSize(5);
        assertThat(shardsOf(new Size(4_600, 4_600), Processor.GPU)).hasSize(2);
        assertThat(shardsOf(new Size(40_000, 500), Processor.CPU)).hasSize(4);
        assertThat(shardsOf(new Size(40_000, 500), Processor.GPU)).hasSize(4);
    }

    private static List<Shard> shardsOf(Size image, Processor on) {
        return ShardSizing.fitted(new TileGrid(image, 576, 24), PixelFormat.rgb8(), 4, 1e6, on)
                .shards(JOB, Orientation.NORMAL);
    }

    @Test
    void aTileThatIsTooMuchForAnyShardIsAShardOfItsOwn() {
        var grid = new TileGrid(new Size(500, 500), 256, 21);
        var shards = ShardSizing.fitted(grid, PixelFormat.rgb8(), 2, 30 / 1_000.0, Processor.CPU)
                .shards(JOB, Orientation.NORMAL);
        assertThat(shards).hasSize(grid.count());
    }

    private static TileGrid grid(Random random) {
        int halo = random.nextInt(0, 5);
        return new TileGrid(
                new Size(random.nextInt(1, 100), random.nextInt(1, 100)), 2 * halo + random.nextInt(5, 40), halo);
    }

    private static Orientation orientation(Random random) {
        return Orientation.ofExif(random.nextInt(1, 9));
    }
}
