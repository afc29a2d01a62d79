package dev.azulejo.core.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TileGridTest {
    static LongStream seeds() {
        return LongStream.range(0, 300);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void interiorsPartitionTheImage(long seed) {
        var grid = grid(new Random(seed));
        var owners = new int[Math.toIntExact(grid.image().pixels())];
        for (var tile : tiles(grid)) {
            var interior = tile.interior();
            for (int y = interior.top(); y < interior.bottom(); y++) {
                for (int x = interior.left(); x < interior.right(); x++) {
                    owners[y * grid.image().width() + x]++;
                }
            }
        }
        assertThat(IntStream.of(owners).distinct()).containsExactly(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void paddedRectsHaveOneShapeNoLongerThanTheBestSide(long seed) {
        var grid = grid(new Random(seed));
        var shapes = new HashSet<Size>();
        for (var tile : tiles(grid)) {
            assertThat(grid.image().bounds().contains(tile.padded())).isTrue();
            shapes.add(new Size(tile.padded().width(), tile.padded().height()));
        }
        assertThat(shapes).containsExactly(grid.padded());
        assertThat(grid.padded().width()).isLessThanOrEqualTo(grid.bestSide());
        assertThat(grid.padded().height()).isLessThanOrEqualTo(grid.bestSide());
        assertThat(grid.pixelsInferred())
                .isEqualTo(tiles(grid).stream()
                        .mapToLong(tile -> tile.padded().pixels())
                        .sum());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theHaloIsCompleteExceptAtTheBorderOfTheImage(long seed) {
        var grid = grid(new Random(seed));
        for (var tile : tiles(grid)) {
            var interior = tile.interior();
            var padded = tile.padded();
            assertThat(padded.contains(interior)).isTrue();
            assertSide(interior.left(), padded.left(), 0, grid);
            assertSide(interior.top(), padded.top(), 0, grid);
            assertSide(-interior.right(), -padded.right(), -grid.image().width(), grid);
            assertSide(-interior.bottom(), -padded.bottom(), -grid.image().height(), grid);
        }
    }

    /// The padded rect ends at the border exactly where the interior does; elsewhere the halo lies between.
    private static void assertSide(int interior, int padded, int border, TileGrid grid) {
        assertThat(padded == border).isEqualTo(interior == border);
        if (padded != border) {
            assertThat(interior - padded).isGreaterThanOrEqualTo(grid.halo());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tilesAreNumberedRowByRow(long seed) {
        var grid = grid(new Random(seed));
        assertThat(tiles(grid).stream().map(Tile::index))
                .containsExactlyElementsOf(
                        IntStream.range(0, grid.count()).boxed().toList());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheColumnsAndRowsOverAnyRun(long seed) {
        var random = new Random(seed);
        var grid = grid(random);
        int from = random.nextInt(grid.image().width());
        int to = random.nextInt(from + 1, grid.image().width() + 1);
        var columns = IntStream.range(0, grid.columns())
                .filter(column -> grid.tile(column, 0)
                        .interior()
                        .intersects(Rect.between(from, 0, to, grid.image().height())))
                .toArray();
        assertThat(grid.columnsOver(from, to)).isEqualTo(span(columns));
        int first = random.nextInt(grid.image().height());
        int end = random.nextInt(first + 1, grid.image().height() + 1);
        var rows = IntStream.range(0, grid.rows())
                .filter(row -> grid.tile(0, row)
                        .interior()
                        .intersects(Rect.between(0, first, grid.image().width(), end)))
                .toArray();
        assertThat(grid.rowsOver(first, end)).isEqualTo(span(rows));
    }

    private static TileGrid.Span span(int[] indices) {
        return new TileGrid.Span(indices[0], indices[indices.length - 1] + 1);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPhotographCostsAtMost45PercentMoreThanItsPixels(long seed) {
        var random = new Random(seed);
        double aspect = 0.4 + 2 * random.nextDouble();
        int width = (int) Math.sqrt(8e6 * aspect);
        var photograph = new Size(width, (int) (8e6 / width));
        var grid = new TileGrid(photograph, 256, 21);
        assertThat((double) grid.pixelsInferred() / photograph.pixels()).isBetween(1.0, 1.45);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "20, 42", "41, 41", "42, 42", "256, 256"})
    void anImageNoLargerThanATileIsOneTile(int width, int height) {
        var image = new Size(width, height);
        var grid = new TileGrid(image, 256, 21);
        assertThat(tiles(grid)).containsExactly(new Tile(0, image.bounds(), image.bounds()));
        assertThat(grid.columnsOver(0, width)).isEqualTo(new TileGrid.Span(0, 1));
    }

    @Test
    void oneSideMayBeCutWhileTheOtherIsNot() {
        var grid = new TileGrid(new Size(10, 300), 64, 16);
        assertThat(grid.columns()).isEqualTo(1);
        assertThat(grid.rows()).isEqualTo(9);
        assertThat(grid.padded()).isEqualTo(new Size(10, 62));
    }

    @Test
    void theLargestImageThatIsAdmittedCanBeCut() {
        var grid = new TileGrid(new Size(300_000, 3_333), 256, 21);
        assertThat(grid.pixelsInferred()).isGreaterThan(1_000_000_000L);
        assertThat(grid.tile(grid.columns() - 1, grid.rows() - 1).interior().right())
                .isEqualTo(300_000);
    }

    @ParameterizedTest
    @CsvSource({"42, 21", "1, 1", "0, 0", "64, -1"})
    void refusesATileWithoutInterior(int bestSide, int halo) {
        assertThatIllegalArgumentException().isThrownBy(() -> new TileGrid(new Size(9, 9), bestSide, halo));
    }

    private static TileGrid grid(Random random) {
        var image = new Size(random.nextInt(1, 150), random.nextInt(1, 150));
        int halo = random.nextInt(0, 20);
        return new TileGrid(image, 2 * halo + random.nextInt(1, 60), halo);
    }

    private static List<Tile> tiles(TileGrid grid) {
        var tiles = new ArrayList<Tile>();
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                tiles.add(grid.tile(column, row));
            }
        }
        return tiles;
    }
}
