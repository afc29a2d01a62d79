package dev.azulejo.core.tiling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Cuts an image that goes on at its opposite edge.
class WrappedGridTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void interiorsPartitionTheImage(long seed) {
        var grid = grid(new Random(seed));
        var owners = new int[Math.toIntExact(grid.image().pixels())];
        for (var tile : tiles(grid).toList()) {
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
    void theHaloIsCompleteOnAllSides(long seed) {
        var grid = grid(new Random(seed));
        assertThat(tiles(grid)).allSatisfy(tile -> {
            assertThat(tile.padded().contains(tile.kept().grown(grid.halo()))).isTrue();
            assertThat(tile.inner()).isEqualTo(new Sides(true, true, true, true));
            assertThat(grid.covered(tile.padded())).isEqualTo(tile.padded());
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void paddedRectsHaveOneShapeAndLieOnTheAlignment(long seed) {
        var grid = grid(new Random(seed));
        assertThat(Math.max(grid.padded().width(), grid.padded().height())).isLessThanOrEqualTo(grid.bestSide());
        assertThat(tiles(grid)).allSatisfy(tile -> {
            assertThat(tile.padded().size()).isEqualTo(grid.padded());
            assertThat(tile.padded()).isEqualTo(tile.padded().alignedTo(grid.alignment()));
        });
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void resultsOverlapTheirNeighboursAndNothingBeyondTheImage(long seed) {
        var grid = grid(new Random(seed));
        assertThat(tiles(grid))
                .allSatisfy(tile -> assertThat(tile.interior()
                                .grown(grid.overlap())
                                .intersection(grid.image().bounds()))
                        .isEqualTo(tile.kept()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void findsTheRowOverAnyPosition(long seed) {
        var grid = grid(new Random(seed));
        for (int y = 0; y < grid.image().height(); y++) {
            int row = grid.rowHolding(y);
            assertThat(grid.tile(0, row).interior().top()).isLessThanOrEqualTo(y);
            assertThat(grid.tile(0, row).interior().bottom()).isGreaterThan(y);
        }
        int last = grid.image().height() - 1;
        assertThat(grid.rowsOver(0, last + 1)).isEqualTo(new TileGrid.Span(0, grid.rows()));
    }

    @Test
    void alongOneAxisAloneTheOtherIsCutAsEver() {
        var ending = new TileGrid(new Size(100, 90), 50, 6);
        var across = ending.wrapping(Wrap.ACROSS);
        var down = ending.wrapping(Wrap.DOWN);
        for (int i = 0; i < ending.rows(); i++) {
            assertThat(across.tile(0, i).padded().top())
                    .isEqualTo(ending.tile(0, i).padded().top());
            assertThat(down.tile(i, 0).padded().left())
                    .isEqualTo(ending.tile(i, 0).padded().left());
        }
        assertThat(across.tile(0, 0).padded().left()).isEqualTo(-6);
        assertThat(down.tile(0, 0).padded().top()).isEqualTo(-6);
        assertThat(across.tile(0, 0).inner()).isEqualTo(new Sides(false, true, true, true));
        assertThat(down.tile(0, 0).inner()).isEqualTo(new Sides(true, false, true, true));
    }

    @Test
    void anImageSmallerThanTheHaloIsSeenSeveralTimes() {
        var tile = new TileGrid(new Size(5, 3), 100, 20).wrapping(Wrap.BOTH).tile(0, 0);
        assertThat(tile.interior()).isEqualTo(new Size(5, 3).bounds());
        assertThat(tile.padded()).isEqualTo(tile.interior().grown(20));
    }

    @Test
    void onlyWholeMultiplesGoOn() {
        var grid = new TileGrid(new Size(40, 42), 60, 8, 4, 0);
        assertThat(grid.wrapping(Wrap.ACROSS).columns()).isEqualTo(1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> grid.wrapping(Wrap.BOTH))
                .withMessage("an image of 40x42, whose tiles lie on multiples of 4, does not wrap both");
        assertThatIllegalArgumentException().isThrownBy(() -> grid.wrapping(Wrap.DOWN));
    }

    private static TileGrid grid(Random random) {
        int halo = random.nextInt(0, 20);
        int alignment = random.nextBoolean() ? 1 : random.nextInt(1, 9);
        int overlap = random.nextBoolean() ? 0 : random.nextInt(0, 8);
        var image =
                new Size(alignment * random.nextInt(1, 80 / alignment), alignment * random.nextInt(1, 80 / alignment));
        int side = TileGrid.leastSide(halo, alignment, overlap) + random.nextInt(0, 60);
        return new TileGrid(image, side, halo, alignment, overlap, Wrap.BOTH);
    }

    private static Stream<Tile> tiles(TileGrid grid) {
        return IntStream.range(0, grid.count())
                .mapToObj(index -> grid.tile(index % grid.columns(), index / grid.columns()));
    }
}
