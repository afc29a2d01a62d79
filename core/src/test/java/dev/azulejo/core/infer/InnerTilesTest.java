package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.TileGrid;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Where a tile lies within the image, steps see no more than they need and models need not answer for all of that. The
/// result is the same as that of the whole image.
@Tag("slow")
class InnerTilesTest {
    private static final PixelFormat FORMAT = new PixelFormat(3, 16);
    private static final int BLOCK = 4;

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void chainsOfModelsThatShrinkAndOthers(long seed) {
        var random = new Random(seed);
        var image = PixelBlock.random(random, size(random), FORMAT);
        var steps = new ArrayList<WarmStep>();
        for (int i = random.nextInt(1, 4); i > 0; i--) {
            steps.add(random.nextInt(4) == 0 && steps.isEmpty() ? pooling() : blurring(random));
        }
        assertTilesAreTheWhole(image, new WarmChain(steps, Boundary.ZERO), random);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void alsoWhereAnswersAreNotBelieved(long seed) {
        var random = new Random(seed);
        var image = PixelBlock.random(random, size(random), FORMAT);
        var model = new Shrinking(2, 2);
        var step = new WarmStep(model, 0.05 * random.nextInt(4), 2 + ModelCard.GUARD_PX, 1);
        assertTilesAreTheWhole(image, new WarmChain(List.of(step), Boundary.ZERO), random);
    }

    @Test
    void aHaloOnePixelShortIsSeen() {
        var random = new Random(3);
        var image = PixelBlock.random(random, new Size(40, 40), FORMAT);
        var first = new WarmStep(new Shrinking(2, 1), null, 2, 1);
        var model = new BoxBlurUpscaler(3, 1);
        var right = new WarmChain(List.of(first, new WarmStep(model, null, 3, 1)), Boundary.ZERO);
        var wrong = new WarmChain(List.of(first, new WarmStep(model, null, 2, 1)), Boundary.ZERO);
        var grid = new TileGrid(new Size(40, 40), 20, 5);
        var whole = tiled(image, right, new TileGrid(image(image), 40, 5)).contents();
        assertThat(tiled(image, right, grid).contents()).isEqualTo(whole);
        assertThat(tiled(image, wrong, grid).contents()).isNotEqualTo(whole);
    }

    @Test
    void aTileInTheMiddleShrinksOnItsWay() {
        var blur = new Shrinking(2, 2);
        var again = new Shrinking(4, 1);
        var chain =
                new WarmChain(List.of(new WarmStep(blur, null, 2, 1), new WarmStep(again, null, 4, 1)), Boundary.ZERO);
        var image = PixelBlock.random(new Random(1), new Size(56, 56), FORMAT);
        var tile = new TileGrid(image(image), 24, 4).tile(1, 1);
        new TileEnhancer(chain).enhance(image.crop(tile.padded()), tile, true);
        assertThat(blur.seen).containsExactly(new Rect(0, 0, 24, 24));
        assertThat(again.seen).containsExactly(new Rect(0, 0, 40, 40));
    }

    private static WarmStep blurring(Random random) {
        int radius = random.nextInt(0, 4);
        var model = random.nextBoolean() ? new Shrinking(radius, random.nextInt(1, 3)) : new BoxBlurUpscaler(radius, 1);
        return new WarmStep(model, null, radius, 1);
    }

    private static WarmStep pooling() {
        var model = new BlockPoolUpscaler(BLOCK, 1);
        return new WarmStep(model, null, model.radius(), BLOCK);
    }

    private static void assertTilesAreTheWhole(PixelBlock image, WarmChain chain, Random random) {
        int halo = 0;
        int unit = 1;
        for (int i = 0; i < chain.steps().size(); i++) {
            halo += Math.ceilDiv(chain.steps().get(i).haloPx(), chain.scaleBefore(i));
            unit = Math.max(unit, chain.steps().get(i).unit(chain.scaleBefore(i)));
        }
        int overlap = random.nextInt(3);
        int side = TileGrid.leastSide(halo, unit, overlap) + random.nextInt(20);
        var grid = new TileGrid(image(image), side, halo, unit, overlap);
        var whole = new TileGrid(image(image), 1000, halo, unit, overlap);
        assertThat(tiled(image, chain, grid).contents())
                .isEqualTo(tiled(image, chain, whole).contents());
    }

    /// @param interpolated how many pixels of the image are, mostly
    private record Made(PixelBlock pixels, int interpolated) {
        List<Object> contents() {
            return List.of(ByteBuffer.wrap(pixels.samples()), interpolated);
        }
    }

    private static Made tiled(PixelBlock image, WarmChain chain, TileGrid grid) {
        var pixels = PixelBlock.blank(grid.image().times(chain.scale()), image.format());
        var enhancer = new TileEnhancer(chain);
        int interpolated = 0;
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var seen = image.crop(tile.padded().intersection(image.bounds()));
            pixels.paste(enhancer.enhance(seen, tile, true), tile.kept().times(chain.scale()));
            interpolated += enhancer.interpolated();
        }
        return new Made(pixels, interpolated);
    }

    private static Size image(PixelBlock image) {
        return new Size(image.width(), image.height());
    }

    private static Size size(Random random) {
        return new Size(random.nextInt(1, 70), random.nextInt(1, 70));
    }

    /// A blur that answers for no pixel of inner tiles whose mean would take in what it does not see.
    private static final class Shrinking implements Upscaler {
        private final BoxBlurUpscaler blur;
        private final Sides inner;
        private final List<Rect> seen;

        Shrinking(int radius, int scale) {
            this(new BoxBlurUpscaler(radius, scale), Sides.NONE, new ArrayList<>());
        }

        private Shrinking(BoxBlurUpscaler blur, Sides inner, List<Rect> seen) {
            this.blur = blur;
            this.inner = inner;
            this.seen = seen;
        }

        @Override
        public int scale() {
            return blur.scale();
        }

        @Override
        public int shrinksBy() {
            return blur.radius();
        }

        @Override
        public Upscaler within(Sides of) {
            return new Shrinking(blur, of, seen);
        }

        @Override
        public Optional<String> upscale(Planes input, Planes output) {
            var all = new Rect(0, 0, input.width(), input.height());
            seen.add(all);
            var whole = Planes.allocate(input.width() * scale(), input.height() * scale(), input.bands());
            blur.upscale(input, whole);
            var answered = whole.cropped(inner.cut(all, shrinksBy()).times(scale()));
            assertThat(output.width()).isEqualTo(answered.width());
            assertThat(output.height()).isEqualTo(answered.height());
            for (int i = 0; i < output.planeLength() * output.bands(); i++) {
                output.samples().put(i, answered.samples().get(i));
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return blur.fingerprint();
        }
    }
}
