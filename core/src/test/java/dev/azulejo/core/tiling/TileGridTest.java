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
            assertThat(extended(grid).contains(tile.padded())).isTrue();
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
            assertSide(interior.left(), padded.left(), 0, 0, grid);
            assertSide(interior.top(), padded.top(), 0, 0, grid);
            assertSide(
                    -interior.right(),
                    -padded.right(),
                    -grid.image().width(),
                    -extended(grid).right(),
                    grid);
            assertSide(
                    -interior.bottom(),
                    -padded.bottom(),
                    -grid.image().height(),
                    -extended(grid).bottom(),
                    grid);
        }
    }

    /// The padded rect ends at the extended border exactly where the interior does at the real one; elsewhere overlap
    /// and halo lie between.
    private static void assertSide(int interior, int padded, int border, int extendedBorder, TileGrid grid) {
        assertThat(padded == extendedBorder).isEqualTo(interior == border);
        if (padded != extendedBorder) {
            assertThat(interior - padded).isGreaterThanOrEqualTo(grid.halo() + grid.overlap());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void paddedRectsLieOnTheAlignment(long seed) {
        var grid = grid(new Random(seed));
        for (var tile : tiles(grid)) {
            var padded = tile.padded();
            assertThat(List.of(padded.left(), padded.top(), padded.right(), padded.bottom()))
                    .allMatch(edge -> edge % grid.alignment() == 0);
        }
        assertThat(extended(grid).width() - grid.image().width()).isLessThan(grid.alignment());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aResultKeepsItsInteriorAndTheOverlapWithEachNeighbour(long seed) {
        var grid = grid(new Random(seed));
        var keepers = new int[Math.toIntExact(grid.image().pixels())];
        for (var tile : tiles(grid)) {
            var interior = tile.interior();
            var kept = tile.kept();
            assertThat(tile.padded().contains(kept)).isTrue();
            assertThat(grid.image().bounds().contains(kept)).isTrue();
            assertThat(interior.left() - kept.left()).isEqualTo(interior.left() == 0 ? 0 : grid.overlap());
            assertThat(interior.top() - kept.top()).isEqualTo(interior.top() == 0 ? 0 : grid.overlap());
            assertThat(kept.right() - interior.right())
                    .isEqualTo(interior.right() == grid.image().width() ? 0 : grid.overlap());
            assertThat(kept.bottom() - interior.bottom())
                    .isEqualTo(interior.bottom() == grid.image().height() ? 0 : grid.overlap());
            for (int y = kept.top(); y < kept.bottom(); y++) {
                for (int x = kept.left(); x < kept.right(); x++) {
                    keepers[y * grid.image().width() + x]++;
                }
            }
        }
        assertThat(IntStream.of(keepers).max().orElseThrow()).isLessThanOrEqualTo(4); // two along each side
        assertThat(IntStream.of(keepers).min().orElseThrow()).isEqualTo(1);
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
                        .kept()
                        .intersects(Rect.between(from, 0, to, grid.image().height())))
                .toArray();
        assertThat(grid.columnsOver(from, to)).isEqualTo(span(columns));
        int first = random.nextInt(grid.image().height());
        int end = random.nextInt(first + 1, grid.image().height() + 1);
        var rows = IntStream.range(0, grid.rows())
                .filter(row -> grid.tile(0, row)
                        .kept()
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
    @CsvSource({
        "42, 21, 1, 0",
        "1, 1, 1, 0",
        "0, 0, 1, 0",
        "64, -1, 1, 0",
        "64, 1, 0, 0",
        "64, 1, 1, -1",
        "43, 20, 4, 0",
        "59, 20, 1, 4"
    })
    void refusesATileWithoutInterior(int bestSide, int halo, int alignment, int overlap) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TileGrid(new Size(9, 9), bestSide, halo, alignment, overlap));
    }

    @ParameterizedTest
    @CsvSource({"21, 1, 0, 43", "20, 4, 0, 44", "21, 4, 0, 52", "0, 4, 0, 12", "20, 1, 4, 60", "20, 4, 3, 60"})
    void knowsTheShortestBestSide(int halo, int alignment, int overlap, int expected) {
        assertThat(TileGrid.leastSide(halo, alignment, overlap)).isEqualTo(expected);
        assertThat(new TileGrid(new Size(500, 500), expected, halo, alignment, overlap).columns())
                .isGreaterThan(1);
    }

    private static TileGrid grid(Random random) {
        var image = new Size(random.nextInt(1, 150), random.nextInt(1, 150));
        int halo = random.nextInt(0, 20);
        int alignment = random.nextBoolean() ? 1 : random.nextInt(1, 9);
        int overlap = random.nextBoolean() ? 0 : random.nextInt(0, 8);
        int side = TileGrid.leastSide(halo, alignment, overlap) + random.nextInt(0, 60);
        return new TileGrid(image, side, halo, alignment, overlap);
    }

    private static Rect extended(TileGrid grid) {
        int alignment = grid.alignment();
        return new Rect(
                0,
                0,
                Math.ceilDiv(grid.image().width(), alignment) * alignment,
                Math.ceilDiv(grid.image().height(), alignment) * alignment);
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
