package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.within;

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
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TileEnhancerTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tilingChangesNoByteOfAModelThatLooksNoFurtherThanTheHalo(long seed) {
        var random = new Random(seed);
        var image = image(random, new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16));
        int radius = random.nextInt(0, 5);
        var chain = List.<Upscaler>of(new BoxBlurUpscaler(radius, random.nextInt(1, 4)));
        int halo = radius + (image.format().hasAlpha() ? Planner.BLEED_PX : 0);
        assertThat(tiled(image, chain, grid(random, image, halo)).samples())
                .isEqualTo(whole(image, chain).samples());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theHaloOfAChainIsThatOfItsStepsDividedByTheScalesBefore(long seed) {
        var random = new Random(seed);
        var image = image(random, new PixelFormat(random.nextBoolean() ? 3 : 4, 16));
        int firstRadius = random.nextInt(0, 4);
        int firstScale = random.nextInt(1, 4);
        int secondRadius = random.nextInt(0, 4);
        var chain = List.<Upscaler>of(
                new BoxBlurUpscaler(firstRadius, firstScale), new BoxBlurUpscaler(secondRadius, random.nextInt(1, 3)));
        int halo = firstRadius
                + Math.ceilDiv(secondRadius, firstScale)
                + (image.format().hasAlpha() ? Planner.BLEED_PX : 0);
        assertThat(tiled(image, chain, grid(random, image, halo)).samples())
                .isEqualTo(whole(image, chain).samples());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aHaloOnePixelShortIsSeen(long seed) {
        var random = new Random(seed);
        var image = PixelBlock.random(random, new Size(48, 48), new PixelFormat(3, 16));
        int radius = random.nextInt(1, 5);
        var chain = List.<Upscaler>of(new BoxBlurUpscaler(radius, random.nextInt(1, 4)));
        var grid = new TileGrid(new Size(48, 48), 2 * radius + random.nextInt(4, 20), radius - 1);
        assertThat(tiled(image, chain, grid).samples())
                .isNotEqualTo(whole(image, chain).samples());
    }

    @Test
    void theHaloForBledColourIsNeededToo() {
        var format = new PixelFormat(4, 16);
        var chain = List.<Upscaler>of(new BoxBlurUpscaler(2, 1));
        assertThat(seeds().filter(seed -> {
                    var image = image(new Random(seed), format);
                    var grid = grid(new Random(seed), image, 2 + Planner.BLEED_PX - 1);
                    return !Arrays.equals(
                            tiled(image, chain, grid).samples(),
                            whole(image, chain).samples());
                }))
                .isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "2, 16", "4, 8", "4, 16"})
    void anOpaqueImageStaysOpaqueWithoutRunningItsAlpha(int bands, int bits) {
        var format = new PixelFormat(bands, bits);
        var image = PixelBlock.random(new Random(bits), new Size(9, 7), format);
        var runs = new int[1];
        var counting = new Counting(new BoxBlurUpscaler(1, 2), runs);
        var result = new TileEnhancer(Chains.unguarded(List.of(counting))).enhance(image, wholeTile(image), true);
        assertThat(runs[0]).isEqualTo(1);
        assertThat(alphas(result)).containsOnly(format.maxSample());
    }

    @Test
    void greyStaysTheGreyThatTheModelMakesOfThreeEqualBands() {
        var grey = PixelBlock.random(new Random(3), new Size(8, 8), new PixelFormat(1, 16));
        var rgb = PixelBlock.blank(new Size(8, 8), new PixelFormat(3, 16));
        for (int i = 0; i < 64; i++) {
            for (int b = 0; b < 6; b++) {
                rgb.samples()[6 * i + b] = grey.samples()[2 * i + b % 2];
            }
        }
        var chain = List.<Upscaler>of(new BoxBlurUpscaler(1, 2));
        var greyResult = whole(grey, chain);
        var rgbResult = whole(rgb, chain);
        for (int i = 0; i < greyResult.samples().length / 2; i++) {
            assertThat(sample16(greyResult, 2 * i)).isCloseTo(sample16(rgbResult, 6 * i), within(1));
        }
    }

    @Test
    void tilesOfAnyShapeMayFollowEachOther() {
        var chain = List.<Upscaler>of(new BoxBlurUpscaler(1, 2), new BoxBlurUpscaler(1, 1));
        var enhancer = new TileEnhancer(Chains.unguarded(chain));
        for (var size : List.of(new Size(8, 4), new Size(4, 8), new Size(8, 4), new Size(3, 3))) {
            var image = PixelBlock.random(new Random(5), size, PixelFormat.rgb8());
            assertThat(enhancer.enhance(image, wholeTile(image), true).samples())
                    .isEqualTo(whole(image, chain).samples());
        }
    }

    @Test
    void noModelSeesMoreThanWhiteOrLessThanBlackWhateverTheOneBeforeItGives() {
        var image = new PixelBlock(2, 1, new PixelFormat(1, 8), new byte[] {0, -1});
        var chain = List.<Upscaler>of(new Linear(2, -0.5f), new Linear(0.5f, 0.25f)); // -0.5 and 1.5 in between
        assertThat(whole(image, chain).samples()).containsExactly(64, 191);
    }

    @Test
    void whatAModelSaysOfATileThatFailsIsNotSaidOfTheNext() {
        var failing = new Failing();
        var enhancer = new TileEnhancer(Chains.unguarded(List.of(failing, failing)));
        var image = PixelBlock.random(new Random(5), new Size(4, 4), PixelFormat.rgb8());
        failing.failing = true;
        assertThat(catchThrowable(() -> enhancer.enhance(image, wholeTile(image), true)))
                .isInstanceOf(IllegalStateException.class);
        failing.failing = false;
        failing.said = Optional.empty();
        enhancer.enhance(image, wholeTile(image), true);
        assertThat(enhancer.warnings()).isEmpty();
    }

    private record Linear(float factor, float offset) implements Upscaler {
        @Override
        public int scale() {
            return 1;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            for (int i = 0; i < input.planeLength() * input.bands(); i++) {
                output.samples().put(i, factor * input.samples().get(i) + offset);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "linear";
        }
    }

    private record Counting(Upscaler model, int[] runs) implements Upscaler {
        @Override
        public int scale() {
            return model.scale();
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            runs[0]++;
            return model.upscale(input, output);
        }

        @Override
        public String fingerprint() {
            return model.fingerprint();
        }
    }

    /// Says something, then, at its second call, may fail.
    private static final class Failing implements Upscaler {
        private Optional<String> said = Optional.of("this tile needed the slow path");
        private boolean failing;
        private int calls;

        @Override
        public int scale() {
            return 1;
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            calls++;
            if (failing && calls % 2 == 0) {
                throw new IllegalStateException("broken on purpose");
            }
            return said;
        }

        @Override
        public String fingerprint() {
            return "failing";
        }
    }

    /// Noise; where there is alpha, much, some or little of it is transparent.
    private static PixelBlock image(Random random, PixelFormat format) {
        var size = new Size(random.nextInt(1, 60), random.nextInt(1, 60));
        var image = PixelBlock.random(random, size, format);
        int oneIn = new int[] {1, 2, 20, 100}[random.nextInt(4)];
        for (int end = format.bytesPerPixel(); end <= image.samples().length; end += format.bytesPerPixel()) {
            if (format.hasAlpha() && random.nextInt(oneIn) > 0) {
                Arrays.fill(image.samples(), end - format.bytesPerSample(), end, (byte) 0);
            }
        }
        return image;
    }

    private static TileGrid grid(Random random, PixelBlock image, int halo) {
        return new TileGrid(new Size(image.width(), image.height()), 2 * halo + random.nextInt(4, 32), halo);
    }

    private static PixelBlock tiled(PixelBlock image, List<Upscaler> chain, TileGrid grid) {
        int scale = chain.stream().mapToInt(Upscaler::scale).reduce(1, Math::multiplyExact);
        var result = PixelBlock.blank(grid.image().times(scale), image.format());
        var enhancer = new TileEnhancer(Chains.unguarded(chain));
        for (int row = 0; row < grid.rows(); row++) {
            for (int column = 0; column < grid.columns(); column++) {
                var tile = grid.tile(column, row);
                var part = enhancer.enhance(image.crop(tile.padded()), tile, false);
                result.paste(part, tile.interior().times(scale));
            }
        }
        return result;
    }

    private static PixelBlock whole(PixelBlock image, List<Upscaler> chain) {
        return new TileEnhancer(Chains.unguarded(chain)).enhance(image, wholeTile(image), false);
    }

    private static Tile wholeTile(PixelBlock image) {
        return new Tile(0, image.bounds(), image.bounds());
    }

    private static List<Integer> alphas(PixelBlock block) {
        var format = block.format();
        return IntStream.range(0, block.width() * block.height())
                .mapToObj(i -> {
                    int at = (i + 1) * format.bytesPerPixel() - format.bytesPerSample();
                    return format.bits() == 8 ? block.samples()[at] & 0xff : sample16(block, at);
                })
                .toList();
    }

    private static int sample16(PixelBlock block, int at) {
        return (block.samples()[at] & 0xff) | ((block.samples()[at + 1] & 0xff) << 8);
    }
}
