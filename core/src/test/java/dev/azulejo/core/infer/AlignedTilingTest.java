package dev.azulejo.core.infer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.sample.Extension;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.plan.Planner;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// For a model that needs sides of certain multiples, tiles are the model's answer to the whole extended image.
@Tag("slow")
class AlignedTilingTest {
    private static final Boundary[] BOUNDARIES = Boundary.values();

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void floatForFloat(long seed) {
        var random = new Random(seed);
        var model = new BlockPoolUpscaler(random.nextInt(1, 6), random.nextInt(1, 3));
        var image = PixelBlock.random(random, size(random), new PixelFormat(3, 16));
        assertThat(tiledFloats(image, model, grid(random, image, model.radius(), model.block()), seed))
                .isEqualTo(wholeFloats(image, model, model.block(), seed));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void inAnyPixelFormat(long seed) {
        var random = new Random(seed);
        var model = new BlockPoolUpscaler(4, random.nextInt(1, 3));
        var format = new PixelFormat(random.nextInt(1, 5), random.nextBoolean() ? 8 : 16);
        var image = PixelBlock.random(random, size(random), format);
        int halo = model.radius() + (format.hasAlpha() ? Planner.BLEED_PX : 0);
        var chain = Chains.unguarded(List.of(model), boundary(seed));
        assertThat(tiled(image, chain, grid(random, image, halo, 4)).samples())
                .isEqualTo(whole(image, chain, 4).samples());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void alsoWhereALaterStepOfAChainNeedsTheMultiple(long seed) {
        var random = new Random(seed);
        var image = PixelBlock.random(random, size(random), new PixelFormat(3, 16));
        var models = List.<Upscaler>of(new BoxBlurUpscaler(2, 2), new BlockPoolUpscaler(4, 1));
        int halo = 2 + Math.ceilDiv(7, 2);
        var chain = Chains.unguarded(models, boundary(seed));
        assertThat(tiled(image, chain, grid(random, image, halo, 2)).samples())
                .isEqualTo(whole(image, chain, 2).samples());
    }

    @Test
    void anotherPhaseIsSeen() {
        var model = new BlockPoolUpscaler(4, 1);
        var chain = Chains.unguarded(List.of(model, new BlockPoolUpscaler(2, 1)));
        var image = PixelBlock.random(new Random(1), new Size(64, 64), new PixelFormat(3, 16));
        var shifted = new Tile(0, new Rect(20, 20, 8, 8), new Rect(6, 6, 36, 36));
        var aligned = new Tile(0, new Rect(20, 20, 8, 8), new Rect(4, 4, 40, 40));
        var expected = whole(image, chain, 4).crop(new Rect(20, 20, 8, 8)).samples();
        assertThat(enhanced(image, chain, shifted).samples()).isNotEqualTo(expected);
        assertThat(enhanced(image, chain, aligned).samples()).isEqualTo(expected);
    }

    @Test
    void aHaloOnePixelShortIsSeen() {
        var model = new BlockPoolUpscaler(1, 1); // of one pixel, so that the halo is not rounded up
        var image = PixelBlock.random(new Random(1), new Size(64, 64), new PixelFormat(3, 16));
        var chain = Chains.unguarded(List.of(model));
        assertThat(tiled(image, chain, new TileGrid(image(image), 20, 0)).samples())
                .isNotEqualTo(whole(image, chain, 1).samples());
        assertThat(tiled(image, chain, new TileGrid(image(image), 20, 1)).samples())
                .isEqualTo(whole(image, chain, 1).samples());
    }

    /// What stands at position 3 and on, behind three pixels of 10, 20 and 30.
    @ParameterizedTest
    @CsvSource({"ZERO, 0, 0, 0, 0, 0", "REPLICATE, 30, 30, 30, 30, 30", "REFLECT, 20, 10, 20, 30, 20"})
    void theBoundarySaysWhatStandsOutside(
            Boundary boundary, int fourth, int fifth, int sixth, int seventh, int eighth) {
        var expected =
                new byte[] {10, 20, 30, (byte) fourth, (byte) fifth, (byte) sixth, (byte) seventh, (byte) eighth};
        var grey = new PixelFormat(1, 8);
        var row = new PixelBlock(3, 1, grey, new byte[] {10, 20, 30});
        var column = new PixelBlock(1, 3, grey, new byte[] {10, 20, 30});
        assertThat(Extension.extended(row, new Size(8, 1), boundary).samples()).isEqualTo(expected);
        assertThat(Extension.extended(column, new Size(1, 8), boundary).samples())
                .isEqualTo(expected);
    }

    /// The model on the whole image, extended by the book: pixel by pixel.
    private static List<Float> wholeFloats(PixelBlock image, Upscaler model, int alignment, long seed) {
        var extended = planes(image, extended(image(image), alignment).bounds(), seed);
        var output = Planes.allocate(extended.width() * model.scale(), extended.height() * model.scale(), 3);
        model.upscale(extended, output);
        return floats(output, image.bounds().times(model.scale()));
    }

    private static List<Float> tiledFloats(PixelBlock image, Upscaler model, TileGrid grid, long seed) {
        int scale = model.scale();
        var stitched = Planes.allocate(image.width() * scale, image.height() * scale, 3);
        for (var tile : tiles(grid)) {
            var input = planes(image, tile.padded(), seed);
            var output = Planes.allocate(input.width() * scale, input.height() * scale, 3);
            model.upscale(input, output);
            paste(output, tile.cropAfter(scale), stitched, tile.kept().times(scale));
        }
        return floats(stitched, image.bounds().times(scale));
    }

    private static Planes planes(PixelBlock image, Rect rect, long seed) {
        var planes = Planes.allocate(rect.width(), rect.height(), 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < rect.height(); y++) {
                for (int x = 0; x < rect.width(); x++) {
                    float sample = sample(image, band, rect.left() + x, rect.top() + y, boundary(seed));
                    planes.samples().put(band * planes.planeLength() + y * planes.width() + x, sample);
                }
            }
        }
        return planes;
    }

    private static float sample(PixelBlock image, int band, int x, int y, Boundary boundary) {
        int nearX = Math.min(x, image.width() - 1);
        int nearY = Math.min(y, image.height() - 1);
        if (boundary == Boundary.ZERO && (nearX != x || nearY != y)) {
            return 0;
        }
        if (boundary == Boundary.REFLECT) {
            nearX = mirrored(x, image.width());
            nearY = mirrored(y, image.height());
        }
        int at = nearY * image.stride() + nearX * 6 + band * 2;
        return ((image.samples()[at] & 0xff) | (image.samples()[at + 1] & 0xff) << 8) / 65_535f;
    }

    /// Turns round at both ends until it is inside.
    private static int mirrored(int position, int length) {
        int inside = position;
        while (length > 1 && (inside < 0 || inside >= length)) {
            inside = inside < 0 ? -inside : 2 * (length - 1) - inside;
        }
        return length == 1 ? 0 : inside;
    }

    private static void paste(Planes from, Rect fromRect, Planes to, Rect toRect) {
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < toRect.height(); y++) {
                for (int x = 0; x < toRect.width(); x++) {
                    int at = band * to.planeLength() + (toRect.top() + y) * to.width() + toRect.left() + x;
                    to.samples().put(at, from.at(band, fromRect.left() + x, fromRect.top() + y));
                }
            }
        }
    }

    private static List<Float> floats(Planes planes, Rect rect) {
        var floats = new ArrayList<Float>();
        FloatBuffer samples = planes.samples();
        for (int band = 0; band < 3; band++) {
            for (int y = rect.top(); y < rect.bottom(); y++) {
                for (int x = rect.left(); x < rect.right(); x++) {
                    floats.add(samples.get(band * planes.planeLength() + y * planes.width() + x));
                }
            }
        }
        return floats;
    }

    private static PixelBlock whole(PixelBlock image, WarmChain chain, int alignment) {
        var padded = extended(image(image), alignment).bounds();
        return enhanced(image, chain, new Tile(0, image.bounds(), padded));
    }

    private static PixelBlock tiled(PixelBlock image, WarmChain chain, TileGrid grid) {
        var result = PixelBlock.blank(grid.image().times(chain.scale()), image.format());
        for (var tile : tiles(grid)) {
            result.paste(enhanced(image, chain, tile), tile.kept().times(chain.scale()));
        }
        return result;
    }

    private static PixelBlock enhanced(PixelBlock image, WarmChain chain, Tile tile) {
        var seen = image.crop(tile.padded().intersection(image.bounds()));
        return new TileEnhancer(chain).enhance(seen, tile, false);
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

    private static TileGrid grid(Random random, PixelBlock image, int halo, int alignment) {
        int side = TileGrid.leastSide(halo, alignment, 0) + random.nextInt(0, 20);
        return new TileGrid(image(image), side, halo, alignment, 0);
    }

    private static Boundary boundary(long seed) {
        return BOUNDARIES[(int) (seed % BOUNDARIES.length)];
    }

    private static Size size(Random random) {
        return new Size(random.nextInt(1, 70), random.nextInt(1, 70));
    }

    private static Size image(PixelBlock image) {
        return new Size(image.width(), image.height());
    }

    private static Size extended(Size size, int alignment) {
        return new Size(
                Math.ceilDiv(size.width(), alignment) * alignment, Math.ceilDiv(size.height(), alignment) * alignment);
    }
}
