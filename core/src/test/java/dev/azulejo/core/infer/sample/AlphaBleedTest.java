package dev.azulejo.core.infer.sample;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AlphaBleedTest {
    private static final PixelFormat GREY_ALPHA = new PixelFormat(2, 8);

    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @Test
    void aTransparentPixelTakesTheMeanOfTheColouredOnesItTouches() {
        var block = greyAlpha(3, 10, 255, 99, 0, 20, 1);
        assertThat(AlphaBleed.bled(block, 8).samples()).containsExactly(10, 255, 15, 0, 20, 1);
    }

    /// Fading is half of it, so that there is no edge where it ends.
    @Test
    void colourSpreadsOnePixelEachPassAndFadesIntoGrey() {
        var samples = new int[22];
        samples[0] = 27;
        samples[1] = 255;
        assertThat(AlphaBleed.bled(greyAlpha(11, samples), 8).samples())
                .containsExactly(27, 255, 27, 0, 27, 0, 27, 0, 27, 0, 47, 0, 67, 0, 87, 0, 107, 0, 127, 0, 127, 0);
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "2, 16", "4, 8", "4, 16"})
    void whatCanBeSeenKeepsItsColourAndAllKeepTheirAlpha(int bands, int bits) {
        var format = new PixelFormat(bands, bits);
        var block = PixelBlock.random(new Random(bands), new Size(20, 20), format);
        for (int i = 0; i < 400; i += 3) {
            for (int b = 1; b <= format.bytesPerSample(); b++) {
                block.samples()[(i + 1) * format.bytesPerPixel() - b] = 0;
            }
        }
        var bled = AlphaBleed.bled(block, 8);
        for (int i = 0; i < 400; i++) {
            var pixel = new Rect(i % 20, i / 20, 1, 1);
            if (alpha(block.crop(pixel)) > 0) {
                assertThat(bled.crop(pixel).samples())
                        .isEqualTo(block.crop(pixel).samples());
            }
            assertThat(alpha(bled.crop(pixel))).isEqualTo(alpha(block.crop(pixel)));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingFurtherAwayThanThePassesMatters(long seed) {
        var random = new Random(seed);
        var block = PixelBlock.random(random, new Size(25, 25), GREY_ALPHA);
        for (int i = 0; i < 625; i++) {
            block.samples()[2 * i + 1] = (byte) (random.nextInt(12) == 0 ? 255 : 0);
        }
        int passes = random.nextInt(1, 9);
        var near = new Rect(12 - passes, 12 - passes, 2 * passes + 1, 2 * passes + 1);
        var fromNear = AlphaBleed.bled(block.crop(near), passes);
        var fromAll = AlphaBleed.bled(block, passes);
        assertThat(fromNear.crop(new Rect(passes, passes, 1, 1)).samples())
                .isEqualTo(fromAll.crop(new Rect(12, 12, 1, 1)).samples());
    }

    @Test
    void theBlockItIsGivenStaysAsItIs() {
        var block = greyAlpha(2, 50, 255, 1, 0);
        AlphaBleed.bled(block, 2);
        assertThat(block.samples()).containsExactly(50, 255, 1, 0);
    }

    private static int alpha(PixelBlock pixel) {
        int alpha = 0;
        for (int b = 1; b <= pixel.format().bytesPerSample(); b++) {
            alpha = (alpha << 8) | (pixel.samples()[pixel.samples().length - b] & 0xff);
        }
        return alpha;
    }

    private static PixelBlock greyAlpha(int width, int... samples) {
        var bytes = new byte[samples.length];
        for (int i = 0; i < samples.length; i++) {
            bytes[i] = (byte) samples[i];
        }
        return new PixelBlock(width, samples.length / 2 / width, GREY_ALPHA, bytes);
    }
}
