package dev.azulejo.core.infer.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.infer.BoxBlurUpscaler;
import dev.azulejo.core.infer.Chains;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.tiling.Tile;
import dev.azulejo.core.tiling.TileGrid;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
class AnswerGuardTest {
    private static final PixelFormat FORMAT = new PixelFormat(3, 16);
    private static final float MARGIN = 0.14f;

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void believesAnOvershootThatReducesToTheSource() {
        var input = noise(8);
        var output = enlarged(input);
        float rest = input.at(0, 1, 0) * 2; // of input pixel 1, 0: the mean stays what it was
        output.samples().put(2, 1.2f).put(3, rest - 1.2f);
        assertThat(AnswerGuard.mend(input, output, MARGIN).isNone()).isTrue();
        assertThat(output.at(0, 2, 0)).isEqualTo(1.2f);
    }

    @Test
    void keepsAPhotographsOvershootToTheBit() {
        var input = noise(8);
        var output = enlarged(input);
        output.samples().put(0, output.samples().get(0) + 0.45f);
        float overshoot = output.samples().get(0);
        assertThat(AnswerGuard.mend(input, output, MARGIN).isNone()).isTrue();
        assertThat(output.samples().get(0)).isEqualTo(overshoot);
    }

    @ParameterizedTest
    @CsvSource({"0.9, 0.9", "4900, -4900", "-0.3, -0.3"})
    void interpolatesWhatDoesNotReduceToTheSourceAndWhatIsAround(float even, float odd) {
        var input = noise(16);
        var output = enlarged(input);
        var honest = copy(output);
        for (int y = 16; y < 18; y++) { // of input pixel 8, 8
            output.samples().put(32 * y + 16, even).put(32 * y + 17, odd);
        }
        input.samples().put(16 * 8 + 8, 0.5f);
        var doubt = AnswerGuard.mend(input, output, MARGIN);
        for (int y = 0; y < 16; y++) {
            for (int x = 0; x < 16; x++) {
                int awayX = Math.abs(x - 8);
                int awayY = Math.abs(y - 8);
                float expected = Math.max(awayX, awayY) > 2 ? 0 : (awayX == 2 ? 0.5f : 1) * (awayY == 2 ? 0.5f : 1);
                assertThat(doubt.at(x, y)).isEqualTo(expected);
                boolean isMixed = x >= 6 && x <= 11 && y >= 6 && y <= 11; // the upper left answer for each pixel
                assertThat(output.at(1, 2 * x, 2 * y) != honest.at(1, 2 * x, 2 * y))
                        .isEqualTo(isMixed);
            }
        }
    }

    /// From a pixel to the one beside it, the part that interpolation has changes by no more than a quarter where two
    /// pixels are made of one, and an eighth where four are.
    @ParameterizedTest
    @ValueSource(ints = {2, 4})
    void noEdgeShowsWhereInterpolationBegins(int scale) {
        var input = noise(12);
        var cubic = filled(12 * scale, 0);
        CubicBlend.of(input, cubic).everywhere();
        var answer = copy(cubic);
        for (int i = 0; i < 3 * answer.planeLength(); i++) {
            answer.samples().put(i, cubic.samples().get(i) + 0.1f);
        }
        var mixed = copy(answer);
        mixed.samples().put(12 * scale * 6 * scale + 6 * scale, 400);
        AnswerGuard.mend(input, mixed, MARGIN);
        assertThat(part(cubic, mixed, 6 * scale, 6 * scale)).isCloseTo(1, within(1e-4f));
        assertThat(part(cubic, mixed, 0, 0)).isCloseTo(0, within(1e-4f));
        for (int y = 0; y < 12 * scale; y++) {
            for (int x = 1; x < 12 * scale; x++) {
                float step = Math.abs(part(cubic, mixed, x, y) - part(cubic, mixed, x - 1, y));
                assertThat(step).as("at %d,%d", x, y).isLessThanOrEqualTo(0.5f / scale + 1e-4f);
            }
        }
    }

    private static float part(Planes cubic, Planes mixed, int x, int y) {
        return 1 - (mixed.at(1, x, y) - cubic.at(1, x, y)) / 0.1f;
    }

    @Test
    void mixesInBetween() {
        var input = noise(8);
        var cubic = filled(16, 9);
        AnswerGuard.mend(input, cubic, MARGIN);
        var answer = enlarged(input);
        for (int i = 0; i < 3 * answer.planeLength(); i++) {
            answer.samples().put(i, answer.samples().get(i) + MARGIN + 0.055f);
        }
        var mixed = copy(answer);
        var doubt = AnswerGuard.mend(input, mixed, MARGIN);
        assertThat(doubt.at(3, 3)).isCloseTo(0.5f, within(0.001f));
        assertThat(mixed.at(0, 6, 6)).isCloseTo((cubic.at(0, 6, 6) + answer.at(0, 6, 6)) / 2, within(0.001f));
    }

    @Test
    void keepsGreyLinesGreyWhereColoursAreFlat() {
        var drawn = filled(16, 1);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < 16; y++) {
                drawn.samples().put(band * 256 + y * 16 + 8, 0.6f);
            }
        }
        var output = enlarged(drawn);
        for (int y = 0; y < 32; y++) { // as SPAN does: thinner, darker, and the same in the mean
            output.samples().put(32 * y + 16, 0.3f).put(32 * y + 17, 0.9f);
        }
        AnswerGuard.mend(drawn, output, MARGIN);
        assertThat(output.at(0, 16, 16)).isCloseTo(0.6f - 0.2f * 0.4f - 0.01f, within(0.0001f));
        assertThat(output.at(0, 17, 16)).isEqualTo(0.9f);
    }

    @ParameterizedTest
    @ValueSource(floats = {-0.13f, 1.13f})
    void ofAModelThatKeepsTheSizeOnlyTheRangeIsAsked(float sample) {
        var output = filled(16, 0.9f);
        output.samples().put(16 * 8 + 8, sample);
        assertThat(AnswerGuard.mend(filled(16, 0.5f), output, MARGIN).isNone()).isTrue();
        assertThat(AnswerGuard.mend(filled(16, 0.5f), output, 0.12f).at(8, 9)).isEqualTo(1);
        assertThat(output.at(2, 8, 9)).isEqualTo(0.5f);
        assertThat(output.at(2, 8, 10)).isCloseTo(0.7f, within(1e-6f));
        assertThat(output.at(2, 8, 11)).isEqualTo(0.9f);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void tilesStayExactWhereAModelLosesItsWay(long seed) {
        assertThat(tiledDiffers(seed, ModelCard.GUARD_PX)).isFalse();
    }

    @Test
    void theHaloForTheGuardIsNeeded() {
        assertThat(seeds().filter(seed -> tiledDiffers(seed, ModelCard.GUARD_PX - 1)))
                .isNotEmpty();
    }

    @Test
    void countsEachInterpolatedPixelOnceHoweverManyTilesThereAre() {
        var enhancer =
                new TileEnhancer(Chains.guarded(List.of(new Overshooting(0, 3_000), new Overshooting(0, 3)), MARGIN));
        var white = PixelBlock.blank(new Size(9, 9), FORMAT);
        Arrays.fill(white.samples(), (byte) 0xff);
        enhancer.enhance(white, new Tile(0, white.bounds(), white.bounds()), true);
        assertThat(enhancer.interpolated()).isEqualTo(81);
        enhancer.enhance(white, new Tile(0, new Rect(0, 2, 9, 3), white.bounds()), true);
        assertThat(enhancer.interpolated()).isEqualTo(27);
        enhancer.enhance(PixelBlock.blank(new Size(9, 9), FORMAT), new Tile(0, white.bounds(), white.bounds()), true);
        assertThat(enhancer.interpolated()).isZero();
    }

    @Test
    void aModelWithoutAGuardIsTakenAtItsWord() {
        var bright = PixelBlock.blank(new Size(9, 9), FORMAT);
        Arrays.fill(bright.samples(), (byte) 0xdd);
        var enhancer = new TileEnhancer(Chains.unguarded(List.of(new Overshooting(1, 700))));
        var whole = new Tile(0, bright.bounds(), bright.bounds());
        var guarded = new TileEnhancer(Chains.guarded(List.of(new Overshooting(1, 700)), MARGIN));
        assertThat(enhancer.enhance(bright, whole, true).samples())
                .isNotEqualTo(guarded.enhance(bright, whole, true).samples());
        assertThat(enhancer.interpolated()).isZero();
    }

    private static boolean tiledDiffers(long seed, int guardHalo) {
        var random = new Random(seed);
        var image = drawing(random, new Size(random.nextInt(20, 50), random.nextInt(20, 50)));
        int radius = random.nextInt(0, 3);
        var grid = new TileGrid(
                new Size(image.width(), image.height()),
                2 * (radius + guardHalo) + random.nextInt(3, 12),
                radius + guardHalo);
        var chain = List.<Upscaler>of(new Overshooting(radius, random.nextInt(1, 4)));
        var wholeEnhancer = new TileEnhancer(Chains.guarded(chain, MARGIN));
        var whole = wholeEnhancer.enhance(image, new Tile(0, image.bounds(), image.bounds()), true);
        var stitched = PixelBlock.blank(new Size(2 * image.width(), 2 * image.height()), FORMAT);
        var enhancer = new TileEnhancer(Chains.guarded(chain, MARGIN));
        int interpolated = 0;
        for (int index = 0; index < grid.count(); index++) {
            var tile = grid.tile(index % grid.columns(), index / grid.columns());
            var part = enhancer.enhance(image.crop(tile.padded()), tile, true);
            interpolated += enhancer.interpolated();
            stitched.paste(part, tile.interior().times(2));
        }
        return !Arrays.equals(stitched.samples(), whole.samples()) || interpolated != wholeEnhancer.interpolated();
    }

    /// Noise, with rectangles of one colour each.
    private static PixelBlock drawing(Random random, Size size) {
        var image = PixelBlock.random(random, size, FORMAT);
        for (int i = 0; i < 12; i++) {
            int width = random.nextInt(2, size.width() / 2);
            int height = random.nextInt(2, size.height() / 2);
            var flat = PixelBlock.blank(new Size(width, height), FORMAT);
            Arrays.fill(flat.samples(), (byte) random.nextInt(256));
            image.paste(
                    flat,
                    new Rect(
                            random.nextInt(0, size.width() - width + 1),
                            random.nextInt(0, size.height() - height + 1),
                            width,
                            height));
        }
        return image;
    }

    private static Planes filled(int side, float sample) {
        var planes = Planes.allocate(side, side, 3);
        for (int i = 0; i < 3 * side * side; i++) {
            planes.samples().put(i, sample);
        }
        return planes;
    }

    /// Between 0.4 and 0.6, no two pixels alike.
    private static Planes noise(int side) {
        var random = new Random(side);
        var planes = Planes.allocate(side, side, 3);
        for (int i = 0; i < 3 * side * side; i++) {
            planes.samples().put(i, 0.4f + 0.2f * random.nextFloat());
        }
        return planes;
    }

    private static Planes enlarged(Planes input) {
        var output = Planes.allocate(2 * input.width(), 2 * input.height(), 3);
        for (int band = 0; band < 3; band++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    output.samples()
                            .put(band * output.planeLength() + y * output.width() + x, input.at(band, x / 2, y / 2));
                }
            }
        }
        return output;
    }

    private static Planes copy(Planes planes) {
        var copy = Planes.allocate(planes.width(), planes.height(), planes.bands());
        for (int i = 0; i < planes.bands() * planes.planeLength(); i++) {
            copy.samples().put(i, planes.samples().get(i));
        }
        return copy;
    }

    /// A blur that exaggerates: what is bright it answers with something still brighter, or with nonsense.
    private record Overshooting(BoxBlurUpscaler blur, float factor) implements Upscaler {
        Overshooting(int radius, float factor) {
            this(new BoxBlurUpscaler(radius, 2), factor);
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
                output.samples().put(i, sample > 0.7f ? 0.7f + factor * (sample - 0.7f) : sample);
            }
            return Optional.empty();
        }

        @Override
        public String fingerprint() {
            return "overshooting";
        }
    }
}
