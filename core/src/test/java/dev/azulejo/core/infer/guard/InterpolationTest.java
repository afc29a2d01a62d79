package dev.azulejo.core.infer.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.Chains;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpolationTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    /// Cubic interpolation alone leaves less than half of the contrast.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4})
    void aCheckerboardKeepsItsContrast(int scale) {
        var input = Planes.allocate(12, 12, 3);
        for (int i = 0; i < 3 * input.planeLength(); i++) {
            input.samples().put(i, (i % 12 + i / 12) % 2 == 0 ? 0.3f : 0.7f);
        }
        var output = enlarged(input, scale);
        for (int y = 2; y < 10; y++) {
            for (int x = 2; x < 10; x++) {
                double sum = 0;
                for (int i = 0; i < scale * scale; i++) {
                    sum += output.at(1, x * scale + i % scale, y * scale + i / scale);
                }
                double mean = sum / (scale * scale);
                assertThat(Math.abs(mean - 0.5)).isGreaterThan(0.14).isLessThan(0.2001);
                assertThat(mean > 0.5).isEqualTo(input.at(1, x, y) > 0.5);
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noAnswerLeavesTheColoursAround(long seed) {
        var random = new Random(seed);
        var input = Planes.allocate(9, 7, 3);
        for (int i = 0; i < 3 * input.planeLength(); i++) {
            input.samples().put(i, random.nextFloat());
        }
        int scale = random.nextInt(2, 5);
        var output = enlarged(input, scale);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    assertThat(output.at(band, x, y))
                            .isBetween(
                                    least(input, band, x / scale, y / scale, 1),
                                    -least(input, band, x / scale, y / scale, -1));
                }
            }
        }
    }

    @Test
    void aSlopeStaysASlope() {
        var input = Planes.allocate(16, 4, 3);
        for (int i = 0; i < 3 * input.planeLength(); i++) {
            input.samples().put(i, i % 16 / 20f);
        }
        var output = enlarged(input, 4);
        for (int x = 8; x < 56; x++) {
            assertThat(output.at(0, x, 8)).isCloseTo(((x + 0.5f) / 4 - 0.5f) / 20, within(0.0001f));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tilesAreExact(long seed) {
        assertThat(tiledDiffers(seed, Planner.CUBIC_PX)).isFalse();
    }

    @Test
    void lessAroundThemWouldBeSeen() {
        assertThat(seeds().filter(seed -> tiledDiffers(seed, Planner.CUBIC_PX - 1)))
                .isNotEmpty();
    }

    private static boolean tiledDiffers(long seed, int halo) {
        var random = new Random(seed);
        var size = new Size(random.nextInt(12, 40), random.nextInt(12, 40));
        var image = PixelBlock.random(random, size, new PixelFormat(3, 16));
        int scale = random.nextInt(2, 5);
        var enhancer = new TileEnhancer(Chains.unguarded(List.of(new Interpolation(scale))));
        var whole = enhancer.enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
        var grid = new TileGrid(size, 2 * halo + random.nextInt(3, 9), halo);
        var stitched = PixelBlock.blank(size.times(scale), image.format());
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var part = enhancer.enhance(image.crop(tile.padded()), tile, true);
            stitched.paste(part, tile.interior().times(scale));
        }
        return !Arrays.equals(stitched.samples(), whole.samples());
    }

    private static Planes enlarged(Planes input, int scale) {
        var output = Planes.allocate(input.width() * scale, input.height() * scale, 3);
        new Interpolation(scale).upscale(input, output);
        return output;
    }

    /// Of the 3 × 3 samples around a place, each times `sign`.
    private static float least(Planes input, int band, int x, int y, int sign) {
        float least = Float.POSITIVE_INFINITY;
        for (int row = Math.max(0, y - 1); row <= Math.min(input.height() - 1, y + 1); row++) {
            for (int column = Math.max(0, x - 1); column <= Math.min(input.width() - 1, x + 1); column++) {
                least = Math.min(least, sign * input.at(band, column, row));
            }
        }
        return least;
    }
}
