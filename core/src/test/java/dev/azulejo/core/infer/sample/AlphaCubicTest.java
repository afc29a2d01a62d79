package dev.azulejo.core.infer.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.Random;
import java.util.function.IntBinaryOperator;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class AlphaCubicTest {
    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void anEvenAlphaStaysWhatItIs(int scale) {
        for (int level = 0; level <= 255; level++) {
            int even = level;
            assertThat(enlarged(8, 9, 5, scale, (x, y) -> even)).containsOnly(even);
            assertThat(enlarged(16, 9, 5, scale, (x, y) -> 257 * even)).containsOnly(257 * even);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void aRampRunsOnBetweenItsPixelsWhereNoEdgeIsNear(int scale) {
        var result = enlarged(16, 20, 12, scale, (x, y) -> 1200 * x + 600 * y + 1000);
        for (int y = 2 * scale; y < 10 * scale; y++) {
            for (int x = 2 * scale; x < 18 * scale; x++) {
                double inputX = (x + 0.5) / scale - 0.5;
                double inputY = (y + 0.5) / scale - 0.5;
                assertThat(result[y * 20 * scale + x])
                        .isCloseTo((int) Math.rint(1200 * inputX + 600 * inputY + 1000), within(1));
            }
        }
    }

    /// The numbers of Pillow 11.3, `Image.resize` by `BICUBIC` of a row.
    @Test
    void anEdgeIsThatOfPillow() {
        var row = new int[] {0, 0, 0, 255, 255, 80, 0, 0, 0};
        var firstRow = Arrays.copyOf(enlarged(8, 9, 1, 2, (x, y) -> row[x]), 18);
        assertThat(firstRow).containsExactly(0, 0, 0, 0, 0, 52, 203, 255, 255, 221, 121, 51, 12, 0, 0, 0, 0, 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatLiesFurtherAwayThanItsRadiusChangesNothing(long seed) {
        var random = new Random(seed);
        int scale = random.nextInt(1, 5);
        var noise = PixelBlock.random(random, new Size(12, 12), new PixelFormat(2, 8));
        int x = random.nextInt(0, 12);
        int y = random.nextInt(0, 12);
        int side = 2 * AlphaCubic.RADIUS_PX + 1;
        var around = new Rect(x - AlphaCubic.RADIUS_PX, y - AlphaCubic.RADIUS_PX, side, side);
        var near = around.intersection(noise.bounds());
        var other = PixelBlock.random(random, new Size(12, 12), new PixelFormat(2, 8));
        noise.copyRows(near, other, near);
        var crop = new Rect(x, y, 1, 1).times(scale);
        var expected = new byte[2 * scale * scale];
        var actual = new byte[2 * scale * scale];
        new AlphaCubic(noise, scale).enlarge(crop, expected);
        new AlphaCubic(other, scale).enlarge(crop, actual);
        assertThat(actual).isEqualTo(expected);
    }

    /// The enlarged alpha of a grey image; its colour must stay untouched.
    private static int[] enlarged(int bits, int width, int height, int scale, IntBinaryOperator alpha) {
        var format = new PixelFormat(2, bits);
        var block = PixelBlock.blank(new Size(width, height), format);
        var conversion = new SampleConversion(format);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = y * block.stride() + x * format.bytesPerPixel() + format.bytesPerSample();
                conversion.putRounded(block.samples(), at, alpha.applyAsInt(x, y) / (float) format.maxSample());
            }
        }
        var crop = block.bounds().times(scale);
        var samples = new byte[(int) crop.pixels() * format.bytesPerPixel()];
        new AlphaCubic(block, scale).enlarge(crop, samples);
        var result = new PixelBlock(crop.width(), crop.height(), format, samples);
        var alphas = new int[(int) crop.pixels()];
        for (int i = 0; i < alphas.length; i++) {
            assertThat(Arrays.copyOfRange(samples, i * format.bytesPerPixel(), i * format.bytesPerPixel() + bits / 8))
                    .containsOnly(0);
            alphas[i] = Math.round(conversion.alpha(result, i % crop.width(), i / crop.width()) * format.maxSample());
        }
        return alphas;
    }
}
