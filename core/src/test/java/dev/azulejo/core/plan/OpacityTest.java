package dev.azulejo.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class OpacityTest {
    static LongStream seeds() {
        return LongStream.range(0, 100);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void oneSampleBelowTheLargestMakesTheImageTransparent(long seed) {
        var random = new Random(seed);
        var format = new PixelFormat(random.nextBoolean() ? 2 : 4, random.nextBoolean() ? 8 : 16);
        int pixels = random.nextInt(1, 50);
        var rows = opaqueRows(random, format, pixels);
        var opacity = new Opacity(format);
        opacity.accept(rows, pixels);
        assertThat(opacity.isOpaque()).isTrue();
        int end = random.nextInt(1, pixels + 1) * format.bytesPerPixel();
        rows[end - random.nextInt(1, format.bytesPerSample() + 1)]--;
        opacity.accept(rows, pixels);
        opacity.accept(opaqueRows(random, format, pixels), pixels);
        assertThat(opacity.isOpaque()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "3, 8", "3, 16"})
    void anImageWithoutAlphaIsOpaque(int bands, int bits) {
        var opacity = new Opacity(new PixelFormat(bands, bits));
        opacity.accept(new byte[bands * bits], 8);
        assertThat(opacity.isOpaque()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"2, 8", "4, 16"})
    void looksNoFurtherThanThePixelsThatCount(int bands, int bits) {
        var format = new PixelFormat(bands, bits);
        var rows = Arrays.copyOf(opaqueRows(new Random(1), format, 3), 10 * format.bytesPerPixel());
        var opacity = new Opacity(format);
        opacity.accept(rows, 3);
        assertThat(opacity.isOpaque()).isTrue();
    }

    private static byte[] opaqueRows(Random random, PixelFormat format, int pixels) {
        var rows = new byte[pixels * format.bytesPerPixel()];
        random.nextBytes(rows);
        for (int end = format.bytesPerPixel(); end <= rows.length; end += format.bytesPerPixel()) {
            Arrays.fill(rows, end - format.bytesPerSample(), end, (byte) 0xff);
        }
        return rows;
    }
}
