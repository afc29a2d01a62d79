package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.geometry.Orientation;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.chain.Routes;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.infer.guard.Interpolation;
import dev.azulejo.core.infer.region.RegionWeights;
import dev.azulejo.core.look.kind.Kind;
import dev.azulejo.core.look.kind.KindMap;
import dev.azulejo.core.look.kind.SampleKinds;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.tiling.TileGrid;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// A picture of several kinds has the same bytes however it is cut into tiles, and each of its parts is what the step
/// for its kind makes of it.
class RoutedTilesTest {
    private static final int SIDE = 16;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void anyTilingGivesTheSameBytes(long seed) {
        var random = new Random(seed);
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var stored = new Size(random.nextInt(20, 90), random.nextInt(20, 90));
        var orientation = Orientation.ofExif(random.nextInt(1, 9));
        var image = PixelBlock.random(random, orientation.upright(stored), format);
        int scale = random.nextInt(1, 4);
        var first = new BoxBlurUpscaler(random.nextInt(0, 3), 1);
        var routes = new Routes(
                new RegionWeights(SampleKinds.random(random, stored, SIDE), orientation.upright(stored), orientation),
                Map.of(
                        Kind.PHOTOGRAPH, List.of(blurring(random, scale)),
                        Kind.DRAWING, drawing(random, scale),
                        Kind.FACE, List.of(blurring(random, scale)),
                        Kind.PATTERN, List.of(new WarmStep(new Interpolation(scale), null, 2, 1))));
        var steps = List.of(unguarded(first), blurring(random, scale));
        var chain = new WarmChain(steps, Boundary.REPLICATE).routed(routes);
        int halo = first.radius() + Math.max(steps.getLast().haloPx(), routes.haloPx()) + (format.hasAlpha() ? 8 : 0);
        var whole = tiled(image, chain, 1000, halo);
        for (int side = 2 * halo + 3; side < 2 * halo + 40; side += 9) {
            assertThat(tiled(image, chain, side, halo).samples()).isEqualTo(whole.samples());
        }
    }

    /// The halo of a tile is that of the step which looks furthest, also where another one is the last of the chain.
    @Test
    void aHaloOnePixelShortIsSeen() {
        var random = new Random(5);
        var image = PixelBlock.random(random, new Size(64, 64), new PixelFormat(3, 16));
        var weights = new RegionWeights(
                SampleKinds.random(random, new Size(64, 64), SIDE), new Size(64, 64), Orientation.NORMAL);
        var near = unguarded(new BoxBlurUpscaler(1, 2));
        var far = new BoxBlurUpscaler(5, 2);
        var right = routed(List.of(near), weights, all(near, unguarded(far)));
        var wrong = routed(List.of(near), weights, all(near, new WarmStep(far, null, 4, 1)));
        var whole = tiled(image, right, 1000, 5).samples();
        assertThat(tiled(image, right, 24, 5).samples()).isEqualTo(whole);
        assertThat(tiled(image, wrong, 24, 4).samples()).isNotEqualTo(whole);
    }

    @Test
    void whereThePictureIsOfOneKindItsStepRunsAlone() {
        var random = new Random(7);
        var size = new Size(40, 40);
        var image = PixelBlock.random(random, size, PixelFormat.rgb8());
        var photograph = unguarded(new BoxBlurUpscaler(1, 2));
        var drawing = unguarded(new BoxBlurUpscaler(3, 2));
        var weights = new RegionWeights(KindMap.of(size, SIDE, Kind.DRAWING), size, Orientation.NORMAL);
        var routed = routed(List.of(photograph), weights, all(photograph, drawing));
        var alone = new WarmChain(List.of(drawing), Boundary.REPLICATE);
        assertThat(tiled(image, routed, 22, 3).samples())
                .isEqualTo(tiled(image, alone, 22, 3).samples());
    }

    @Test
    void aPartInTheMiddleOfABlockIsWhatItsStepMakesOfIt() {
        var random = new Random(9);
        var size = new Size(64, 16);
        var image = PixelBlock.random(random, size, PixelFormat.rgb8());
        var photograph = unguarded(new BoxBlurUpscaler(1, 1));
        var drawing = unguarded(new BoxBlurUpscaler(3, 1));
        var weights = new RegionWeights(SampleKinds.of(size, SIDE, "PPDD"), size, Orientation.NORMAL);
        var made = tiled(image, routed(List.of(photograph), weights, all(photograph, drawing)), 1000, 3);
        var ofPhotograph = tiled(image, new WarmChain(List.of(photograph), Boundary.REPLICATE), 1000, 3);
        var ofDrawing = tiled(image, new WarmChain(List.of(drawing), Boundary.REPLICATE), 1000, 3);
        for (int x = 0; x < 64; x++) {
            byte sample = made.samples()[3 * (8 * 64 + x)];
            byte one = ofPhotograph.samples()[3 * (8 * 64 + x)];
            byte other = ofDrawing.samples()[3 * (8 * 64 + x)];
            if (x < 24 || x > 39) {
                assertThat(sample).as("column %d", x).isEqualTo(x < 24 ? one : other);
            } else {
                assertThat(sample & 0xff)
                        .isBetween(Math.min(one & 0xff, other & 0xff), Math.max(one & 0xff, other & 0xff));
            }
        }
    }

    @Test
    void aStepThatEnlargesOtherwiseCannotTakeThePlaceOfAnother() {
        var size = new Size(16, 16);
        var weights = new RegionWeights(KindMap.of(size, SIDE, Kind.DRAWING), size, Orientation.NORMAL);
        var twofold = unguarded(new BoxBlurUpscaler(1, 2));
        var threefold = unguarded(new BoxBlurUpscaler(1, 3));
        assertThatThrownBy(() -> routed(List.of(twofold), weights, all(twofold, threefold)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("a step that enlarges 3 times");
    }

    private static WarmChain routed(List<WarmStep> steps, RegionWeights weights, Map<Kind, List<WarmStep>> byKind) {
        return new WarmChain(steps, Boundary.REPLICATE).routed(new Routes(weights, byKind));
    }

    private static Map<Kind, List<WarmStep>> all(WarmStep photograph, WarmStep others) {
        return Map.of(
                Kind.PHOTOGRAPH, List.of(photograph),
                Kind.DRAWING, List.of(others),
                Kind.PATTERN, List.of(others),
                Kind.FACE, List.of(others));
    }

    private static WarmStep blurring(Random random, int scale) {
        return unguarded(new BoxBlurUpscaler(random.nextInt(0, 4), scale));
    }

    private static WarmStep unguarded(BoxBlurUpscaler blur) {
        return new WarmStep(blur, null, blur.radius(), 1);
    }

    /// One step whose answers are guarded, or two whose answers are mixed.
    private static List<WarmStep> drawing(Random random, int scale) {
        return random.nextBoolean()
                ? List.of(guarded(random, scale))
                : List.of(blurring(random, scale), blurring(random, scale));
    }

    private static WarmStep guarded(Random random, int scale) {
        int radius = random.nextInt(0, 4);
        return new WarmStep(new BoxBlurUpscaler(radius, scale), 0.1, radius + ModelCard.GUARD_PX, 1);
    }

    private static PixelBlock tiled(PixelBlock image, WarmChain chain, int side, int halo) {
        var size = new Size(image.width(), image.height());
        var grid = new TileGrid(size, side, halo);
        var pixels = PixelBlock.blank(size.times(chain.scale()), image.format());
        var enhancer = new TileEnhancer(chain);
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var made = enhancer.enhance(image.crop(tile.padded()), tile, false);
            pixels.paste(made, tile.kept().times(chain.scale()));
        }
        return pixels;
    }
}
