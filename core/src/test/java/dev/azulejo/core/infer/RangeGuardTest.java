package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RangeGuardTest {
    private static final PixelFormat FORMAT = new PixelFormat(3, 16);
    private static final float MARGIN = 0.12f;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.11f, 1.11f})
    void leavesAloneWhatIsJustOutsideBlackAndWhite(float sample) {
        var output = filled(16, 0.5f);
        output.samples().put(100, sample);
        assertThat(RangeGuard.mend(filled(8, 0.5f), output, MARGIN)).isFalse();
        assertThat(output.samples().get(100)).isEqualTo(sample);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.13f, 1.13f, 4_900f})
    void interpolatesWhatIsFarOutsideAndWhatIsAround(float sample) {
        var output = filled(32, 0.25f);
        output.samples().put(32 * 16 + 16, sample); // of input pixel 8, 8
        assertThat(RangeGuard.mend(filled(16, 0.5f), output, MARGIN)).isTrue();
        for (int y = 0; y < 32; y++) {
            for (int x = 0; x < 32; x++) {
                boolean near = Math.abs(x / 2 - 8) <= Planner.GUARD_PX && Math.abs(y / 2 - 8) <= Planner.GUARD_PX;
                for (int band = 0; band < 3; band++) {
                    assertThat(output.at(band, x, y)).isEqualTo(near ? 0.5f : 0.25f);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tilesStayExactWhereAModelLosesItsWay(long seed) {
        assertThat(tiledDiffers(seed, Planner.GUARD_PX)).isFalse();
    }

    @Test
    void theHaloForTheGuardIsNeeded() {
        assertThat(seeds().filter(seed -> tiledDiffers(seed, Planner.GUARD_PX - 1)))
                .isNotEmpty();
    }

    @Test
    void theUserIsTold() {
        var white = PixelBlock.blank(new Size(9, 9), FORMAT);
        Arrays.fill(white.samples(), (byte) 0xff);
        var enhancer = new TileEnhancer(Chains.guarded(List.of(new LostOnWhite(1)), MARGIN));
        enhancer.enhance(white, new Tile(0, white.bounds(), white.bounds()), true);
        assertThat(enhancer.warnings()).singleElement().asString().contains("too sharp for the model");
    }

    @Test
    void aModelWithoutAGuardIsTakenAtItsWord() {
        var bright = PixelBlock.blank(new Size(9, 9), FORMAT);
        Arrays.fill(bright.samples(), (byte) 0xdd);
        var enhancer = new TileEnhancer(Chains.unguarded(List.of(new LostOnWhite(1))));
        var whole = new Tile(0, bright.bounds(), bright.bounds());
        var guarded = new TileEnhancer(Chains.guarded(List.of(new LostOnWhite(1)), MARGIN));
        assertThat(enhancer.enhance(bright, whole, true).samples())
                .isNotEqualTo(guarded.enhance(bright, whole, true).samples());
        assertThat(enhancer.warnings()).isEmpty();
    }

    private static boolean tiledDiffers(long seed, int guardHalo) {
        var random = new Random(seed);
        var image = PixelBlock.random(random, new Size(random.nextInt(20, 50), random.nextInt(20, 50)), FORMAT);
        int radius = random.nextInt(0, 3);
        var grid = new TileGrid(
                new Size(image.width(), image.height()),
                2 * (radius + guardHalo) + random.nextInt(3, 12),
                radius + guardHalo);
        var chain = List.<Upscaler>of(new LostOnWhite(radius));
        var whole = new TileEnhancer(Chains.guarded(chain, MARGIN))
                .enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
        var stitched = PixelBlock.blank(new Size(2 * image.width(), 2 * image.height()), FORMAT);
        var enhancer = new TileEnhancer(Chains.guarded(chain, MARGIN));
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var part = enhancer.enhance(image.crop(tile.padded()), tile, true);
            stitched.paste(part, tile.interior().times(2));
        }
        return !Arrays.equals(stitched.samples(), whole.samples());
    }

    private static Planes filled(int side, float sample) {
        var planes = Planes.allocate(side, side, 3);
        for (int i = 0; i < 3 * side * side; i++) {
            planes.samples().put(i, sample);
        }
        return planes;
    }

    /// A blur that answers what is brighter than most with nonsense.
    private record LostOnWhite(BoxBlurUpscaler blur) implements Upscaler {
        LostOnWhite(int radius) {
            this(new BoxBlurUpscaler(radius, 2));
        }

        @Override
        public int scale() {
            return 2;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            blur.upscale(input, output);
            for (int i = 0; i < 3 * output.planeLength(); i++) {
                float sample = output.samples().get(i);
                output.samples().put(i, sample > 0.8f ? 700 * sample : sample);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "lost on white";
        }
    }
}
