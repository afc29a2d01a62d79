package dev.azulejo.core.stitch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class FeatheredRowsTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatAllTilesAgreeOnStaysAsItIsToTheLastBit(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        int scale = random.nextInt(1, 5);
        var image = PixelBlock.random(random, grid.image().times(scale), format(random));
        assertThat(blended(
                                grid,
                                scale,
                                image,
                                image.bounds(),
                                tile -> image.crop(tile.kept().times(scale)))
                        .samples())
                .isEqualTo(image.samples());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void neitherTheOrderOfTilesNorTheCutIntoStripsChangesAByte(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        int scale = random.nextInt(1, 5);
        var whole = PixelBlock.blank(grid.image().times(scale), format(random));
        Function<Tile, PixelBlock> noise = tile -> {
            var kept = tile.kept().times(scale);
            return PixelBlock.random(
                    new Random(seed + tile.index()), new Size(kept.width(), kept.height()), whole.format());
        };
        var expected = blended(grid, scale, whole, whole.bounds(), noise);
        for (int top = 0; top < whole.height(); ) {
            var rect = Rect.between(0, top, whole.width(), random.nextInt(top, whole.height()) + 1);
            assertThat(blended(grid, scale, whole, rect, noise).samples())
                    .isEqualTo(expected.crop(rect).samples());
            top = rect.bottom();
        }
    }

    /// As bright as the largest sample on every other tile, as on a chessboard, and darker by as much as the
    /// ramp has levels on the others.
    @ParameterizedTest(name = "overlap {0}, scale {1}, {2} bits")
    @CsvSource({"8, 4, 8", "8, 4, 16", "16, 2, 8", "4, 1, 8", "3, 1, 16", "5, 3, 8", "1, 1, 8", "16, 4, 8", "64, 4, 16"
    })
    void aStepBetweenTilesBecomesARampWithoutAStepOfTwoLevels(int overlap, int scale, int bits) {
        var grid = new TileGrid(new Size(600, 400), 380, 10, 1, overlap);
        var format = new PixelFormat(1, bits);
        int height = 256 / Math.ceilDiv(256, 2 * overlap * scale);
        var whole = PixelBlock.blank(grid.image().times(scale), format);
        Function<Tile, PixelBlock> chessboard = tile -> {
            int field = tile.index() % grid.columns() + tile.index() / grid.columns();
            return plain(tile.kept().times(scale), format, format.maxSample() - field % 2 * height);
        };
        var blended = blended(grid, scale, whole, whole.bounds(), chessboard);
        assertThat(largestStep(blended)).isEqualTo(1);
        assertThat(sample(blended, 0, 0)).isEqualTo(format.maxSample());
        assertThat(sample(blended, blended.width() - 1, 0)).isEqualTo(format.maxSample() - height);
        assertThat(grid.columns()).isEqualTo(grid.rows()).isEqualTo(2);
    }

    @Test
    void sumsAreRoundedToTheNearest() {
        var grid = new TileGrid(new Size(60, 10), 40, 2, 1, 4);
        var format = new PixelFormat(1, 8);
        var row = PixelBlock.blank(grid.image(), format);
        var blended =
                blended(grid, 1, row, row.bounds(), tile -> plain(tile.kept(), format, tile.index() == 0 ? 255 : 0));
        int ramp = grid.tile(1, 0).kept().left();
        for (int place = 0; place < 8; place++) {
            double expected = 255 * (7.5 - place) / 8;
            assertThat(sample(blended, ramp + place, 5)).isEqualTo((int) Math.round(expected));
        }
    }

    @Test
    void theMiddleOfTheRampIsWhereInteriorsMeet() {
        var feather = new Feather(96, 100, 200, 204);
        assertThat(feather.weight(96)).isEqualTo(16);
        assertThat(feather.weight(99)).isEqualTo(112);
        assertThat(feather.weight(100)).isEqualTo(144);
        assertThat(feather.weight(103)).isEqualTo(240);
        assertThat(feather.weight(104)).isEqualTo(256);
        assertThat(feather.weight(195)).isEqualTo(256);
        assertThat(feather.weight(196)).isEqualTo(240);
        assertThat(feather.weight(203)).isEqualTo(16);
    }

    @Test
    void atTheBorderOfTheImageATileCountsAlone() {
        var feather = new Feather(0, 0, 100, 100);
        assertThat(feather.weight(0)).isEqualTo(256);
        assertThat(feather.weight(99)).isEqualTo(256);
    }

    private static PixelBlock blended(
            TileGrid grid, int scale, PixelBlock image, Rect outputRect, Function<Tile, PixelBlock> results) {
        var tiles = new ArrayList<Tile>();
        var rows = grid.rowsOver(outputRect.top() / scale, Math.ceilDiv(outputRect.bottom(), scale));
        for (int row = rows.first(); row < rows.end(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                tiles.add(grid.tile(column, row));
            }
        }
        Collections.shuffle(tiles, new Random(outputRect.top()));
        var feathered = new FeatheredRows(outputRect, scale, image.format());
        for (var tile : tiles) {
            var result = results.apply(tile);
            int cut = result.height() / 3;
            add(feathered, tile, scale, outputRect, result, 0, cut);
            add(feathered, tile, scale, outputRect, result, cut, result.height());
        }
        return feathered.pixels();
    }

    /// Adds some rows of a tile, as stitch does, which unpacks no more of a tile than it needs.
    private static void add(
            FeatheredRows feathered, Tile tile, int scale, Rect outputRect, PixelBlock result, int first, int end) {
        var keptRect = tile.kept().times(scale);
        if (first == end) {
            return;
        }
        var rowsRect = new Rect(keptRect.left(), keptRect.top() + first, keptRect.width(), end - first);
        if (rowsRect.intersects(outputRect)) {
            feathered.add(tile, rowsRect, result.crop(rowsRect.relativeTo(keptRect)));
        }
    }

    private static TileGrid grid(Random random) {
        var image = new Size(random.nextInt(1, 120), random.nextInt(1, 120));
        int halo = random.nextInt(0, 6);
        int alignment = random.nextBoolean() ? 1 : random.nextInt(1, 5);
        int overlap = random.nextInt(1, 8);
        int side = TileGrid.leastSide(halo, alignment, overlap) + random.nextInt(0, 30);
        return new TileGrid(image, side, halo, alignment, overlap);
    }

    private static PixelFormat format(Random random) {
        return new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
    }

    private static PixelBlock plain(Rect rect, PixelFormat format, int sample) {
        var block = PixelBlock.blank(new Size(rect.width(), rect.height()), format);
        for (int at = 0; at < block.samples().length; at += format.bytesPerSample()) {
            block.samples()[at] = (byte) sample;
            if (format.bits() == 16) {
                block.samples()[at + 1] = (byte) (sample >> 8);
            }
        }
        return block;
    }

    private static int largestStep(PixelBlock block) {
        int largest = 0;
        for (int y = 0; y < block.height(); y++) {
            for (int x = 0; x < block.width(); x++) {
                int here = sample(block, x, y);
                int right = x + 1 < block.width() ? sample(block, x + 1, y) : here;
                int below = y + 1 < block.height() ? sample(block, x, y + 1) : here;
                largest = Math.max(largest, Math.max(Math.abs(here - right), Math.abs(here - below)));
            }
        }
        return largest;
    }

    private static int sample(PixelBlock block, int x, int y) {
        int at = y * block.stride() + x * block.format().bytesPerPixel();
        return block.format().bits() == 8
                ? block.samples()[at] & 0xff
                : (block.samples()[at] & 0xff) | (block.samples()[at + 1] & 0xff) << 8;
    }
}
