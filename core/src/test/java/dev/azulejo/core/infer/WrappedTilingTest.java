package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.geometry.Wrap;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.infer.guard.Interpolation;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Repeated;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What is made of an image that goes on at its opposite edge is the middle of what is made of nine of it, bit for bit,
/// also where it is smaller than what the models look at.
@Tag("slow")
class WrappedTilingTest {
    private static final int BLOCK = 4;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chainsOfModels(long seed) {
        var random = new Random(seed);
        var steps = new ArrayList<WarmStep>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            int radius = random.nextInt(0, 6);
            steps.add(new WarmStep(new BoxBlurUpscaler(radius, random.nextInt(1, 3)), null, radius, 1));
        }
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        assertMiddleOfNine(image(random, format, 1), new WarmChain(steps, Boundary.ZERO), random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void answersThatAreNotBelieved(long seed) {
        var random = new Random(seed);
        int radius = random.nextInt(1, 4);
        double margin = 0.05 * random.nextInt(4);
        var step = new WarmStep(new BoxBlurUpscaler(radius, 2), margin, radius + ModelCard.GUARD_PX, 1);
        var again = new WarmStep(new BoxBlurUpscaler(2, 1), margin, 2 + ModelCard.GUARD_PX, 1);
        var image = image(random, new PixelFormat(3, random.nextBoolean() ? 8 : 16), 1);
        assertMiddleOfNine(image, new WarmChain(List.of(again, step), Boundary.ZERO), random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void interpolationInThePlaceOfModels(long seed) {
        var random = new Random(seed);
        var step = new WarmStep(new Interpolation(random.nextInt(2, 5)), null, Planner.CUBIC_PX, 1);
        var format = new PixelFormat(random.nextInt(1, 5), 8);
        assertMiddleOfNine(image(random, format, 1), new WarmChain(List.of(step), Boundary.REPLICATE), random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void modelsThatPoolBlocks(long seed) {
        var random = new Random(seed);
        var model = new BlockPoolUpscaler(BLOCK, random.nextInt(1, 3));
        var pool = new WarmStep(model, null, model.radius(), BLOCK);
        var blur = new WarmStep(new BoxBlurUpscaler(3, 1), null, 3, 1);
        var image = image(random, new PixelFormat(random.nextInt(1, 5), 16), BLOCK);
        assertMiddleOfNine(image, new WarmChain(List.of(pool, blur), Boundary.REPLICATE), random);
    }

    @Test
    void aHaloOnePixelShortIsSeen() {
        var step = new WarmStep(new BoxBlurUpscaler(3, 1), null, 2, 1);
        var chain = new WarmChain(List.of(step), Boundary.ZERO);
        var image = PixelBlock.random(new Random(1), new Size(20, 20), new PixelFormat(3, 16));
        var grid = new TileGrid(size(image), 100, 2).wrapping(Wrap.BOTH);
        assertThat(tiled(image, chain, grid)).isNotEqualTo(middleOfNine(image, chain, Wrap.BOTH));
    }

    @Test
    void anImageThatEndsIsAnother() {
        var chain = new WarmChain(List.of(new WarmStep(new BoxBlurUpscaler(1, 1), null, 1, 1)), Boundary.ZERO);
        var image = PixelBlock.random(new Random(1), new Size(20, 20), new PixelFormat(3, 16));
        var results = Arrays.stream(new Wrap[] {null, Wrap.ACROSS, Wrap.DOWN, Wrap.BOTH})
                .map(wrap -> tiled(image, chain, new TileGrid(size(image), 100, 1).wrapping(wrap)))
                .map(result -> result.samples().hashCode());
        assertThat(results).doesNotHaveDuplicates();
    }

    private static void assertMiddleOfNine(PixelBlock image, WarmChain chain, Random random) {
        int halo = image.format().hasAlpha() ? Planner.BLEED_PX : 0;
        int unit = 1;
        for (int i = 0; i < chain.steps().size(); i++) {
            halo += Math.ceilDiv(chain.steps().get(i).haloPx(), chain.scaleBefore(i));
            unit = Math.max(unit, chain.steps().get(i).unit(chain.scaleBefore(i)));
        }
        var wrap = Repeated.any(random);
        int overlap = random.nextInt(3);
        int side = TileGrid.leastSide(halo, unit, overlap) + random.nextInt(30);
        var grid = new TileGrid(size(image), side, halo, unit, overlap, wrap);
        assertThat(tiled(image, chain, grid)).isEqualTo(middleOfNine(image, chain, wrap, unit));
    }

    private static Made middleOfNine(PixelBlock image, WarmChain chain, Wrap wrap) {
        return middleOfNine(image, chain, wrap, 1);
    }

    /// Of as many as it takes that the middle one sees nothing of the border.
    private static Made middleOfNine(PixelBlock image, WarmChain chain, Wrap wrap, int unit) {
        int times = 1;
        while (times * Math.min(image.width(), image.height()) < 40) {
            times += 2;
        }
        var nine = Repeated.pixels(
                image,
                new Rect(
                        0,
                        0,
                        wrap.across() ? (times + 2) * image.width() : image.width(),
                        wrap.down() ? (times + 2) * image.height() : image.height()));
        int before = (times + 2) / 2;
        var middle = new Rect(
                wrap.across() ? before * image.width() : 0,
                wrap.down() ? before * image.height() : 0,
                image.width(),
                image.height());
        var seen = new Rect(0, 0, aligned(nine.width(), unit), aligned(nine.height(), unit));
        var enhancer = new TileEnhancer(chain);
        var pixels = enhancer.enhance(nine, new Tile(0, middle, nine.bounds(), seen, Sides.NONE), false);
        return new Made(ByteBuffer.wrap(pixels.crop(middle.times(chain.scale())).samples()), enhancer.interpolated());
    }

    private static int aligned(int length, int unit) {
        return Math.ceilDiv(length, unit) * unit;
    }

    /// @param interpolated how many pixels of the image are, mostly
    private record Made(ByteBuffer samples, int interpolated) {}

    private static Made tiled(PixelBlock image, WarmChain chain, TileGrid grid) {
        var pixels = PixelBlock.blank(grid.image().times(chain.scale()), image.format());
        var enhancer = new TileEnhancer(chain);
        int interpolated = 0;
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var seen = Repeated.pixels(image, grid.covered(tile.padded()));
            pixels.paste(enhancer.enhance(seen, tile, false), tile.kept().times(chain.scale()));
            interpolated += enhancer.interpolated();
        }
        return new Made(ByteBuffer.wrap(pixels.samples()), interpolated);
    }

    /// With alpha, of which a part is clear and a part opaque.
    private static PixelBlock image(Random random, PixelFormat format, int multiple) {
        var size = new Size(multiple * random.nextInt(1, 40 / multiple), multiple * random.nextInt(1, 40 / multiple));
        var image = PixelBlock.random(random, size, format);
        if (format.hasAlpha()) {
            int bytes = format.bytesPerPixel();
            for (int i = 0; i < size.pixels(); i++) {
                int kind = random.nextInt(3);
                for (int at = (i + 1) * bytes - format.bytesPerSample(); kind < 2 && at < (i + 1) * bytes; at++) {
                    image.samples()[at] = (byte) (kind == 0 ? 0 : 0xff);
                }
            }
        }
        return image;
    }

    private static Size size(PixelBlock image) {
        return new Size(image.width(), image.height());
    }
}
