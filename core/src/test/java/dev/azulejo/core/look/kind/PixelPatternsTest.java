package dev.azulejo.core.look.kind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.pixels.PixelFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class PixelPatternsTest {
    private static final int SIDE = 64;
    private static final PixelFormat GREY = new PixelFormat(1, 8);

    /// What a picture is at a place, in levels of 255.
    interface Picture {
        int level(int x, int y);
    }

    record Named(String name, Picture picture) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<Named> patterns() {
        return List.of(
                new Named("checkerboard", (x, y) -> (x + y) % 2 * 255),
                new Named("pale checkerboard", (x, y) -> 120 + (x + y) % 2 * 10),
                new Named("stripes", (x, y) -> x % 2 * 200),
                new Named("stripes of two pixels", (x, y) -> y / 2 % 2 * 200),
                new Named("slanting wave", (x, y) -> (int) (128 + 60 * Math.sin(1.9 * x + 0.8 * y))),
                new Named("four levels, dithered", (x, y) -> ordered(115 + x / 4, 85, x, y)),
                new Named("sixteen levels, dithered", (x, y) -> ordered(x + 2 * y, 17, x, y)));
    }

    static List<Named> others() {
        var random = new Random(3);
        int[] noise = random.ints(SIDE * SIDE, 0, 256).toArray();
        return List.of(
                new Named("one colour", (x, y) -> 90),
                new Named("gradient", (x, y) -> 2 * x + y),
                new Named("noise", (x, y) -> noise[y * SIDE + x]),
                new Named("faint noise", (x, y) -> 100 + noise[y * SIDE + x] / 40),
                new Named("faint wave", (x, y) -> (int) (128 + 8 * Math.sin(1.9 * x))),
                new Named("wide wave", (x, y) -> (int) (128 + 100 * Math.sin(0.8 * x + 0.3 * y))),
                new Named("squares", (x, y) -> (x / 12 + y / 12) % 2 * 255),
                new Named("grid", (x, y) -> x % 9 == 0 || y % 11 == 0 ? 0 : 255),
                new Named("fine grid", (x, y) -> x % 5 == 0 || y % 7 == 0 ? 0 : 255));
    }

    /// By a matrix of 4 × 4, to the next of levels that lie `step` apart.
    private static int ordered(int level, int step, int x, int y) {
        int[] matrix = {0, 8, 2, 10, 12, 4, 14, 6, 3, 11, 1, 9, 15, 7, 13, 5};
        return Math.min(255, (level + step * matrix[y % 4 * 4 + x % 4] / 16) / step * step);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void seesWhereSinglePixelsAlternate(Named named) {
        assertThat(share(named.picture, GREY)).isGreaterThan(0.6);
    }

    @ParameterizedTest
    @MethodSource("others")
    void takesNothingElseForAPattern(Named named) {
        assertThat(share(named.picture, GREY)).isLessThan(0.1);
    }

    @ParameterizedTest
    @CsvSource({"1, 8", "1, 16", "2, 8", "3, 8", "3, 16", "4, 16"})
    void itIsTheSameInAnyPixels(int bands, int bits) {
        Picture half = (x, y) -> x < SIDE / 2 ? 7 : (x + y) % 2 * 90;
        assertThat(share(half, new PixelFormat(bands, bits))).isEqualTo(0.5);
    }

    @Test
    void coloursOfTheSameGreyAlternateToo() {
        var rows = new byte[3 * SIDE * SIDE];
        for (int i = 0; i < SIDE * SIDE; i++) {
            rows[3 * i + (i + i / SIDE) % 2] = (byte) 120;
        }
        var patterns = new PixelPatterns(SIDE, PixelFormat.rgb8());
        patterns.accept(rows, SIDE);
        assertThat(patterns.share()).isEqualTo(1);
    }

    @Test
    void whatIsLeftOverDoesNotCount() {
        var patterns = new PixelPatterns(20, GREY);
        var rows = new byte[20 * 64];
        for (int i = 0; i < rows.length; i++) {
            boolean isOfTheFirstBlocks = i % 20 < 8 && i / 20 < 8;
            rows[i] = (byte) (isOfTheFirstBlocks || i % 20 >= 16 ? (i + i / 20) % 2 * 255 : 0);
        }
        patterns.accept(rows, 16);
        assertThat(patterns.share()).isEqualTo(0.25);
        patterns.accept(rows, 15);
        assertThat(patterns.share()).isCloseTo(2 / 6.0, within(1e-9));
    }

    @Test
    void anImageSmallerThanABlockHasNone() {
        var patterns = new PixelPatterns(7, GREY);
        patterns.accept(new byte[7 * 64], 64);
        assertThat(patterns.share()).isZero();
    }

    /// Alpha, where there is any, is noise.
    private static double share(Picture picture, PixelFormat format) {
        var rows = new byte[SIDE * SIDE * format.bytesPerPixel()];
        new Random(1).nextBytes(rows);
        for (int i = 0; i < SIDE * SIDE; i++) {
            int level = picture.level(i % SIDE, i / SIDE);
            for (int b = 0; b < format.colourBands() * format.bytesPerSample(); b++) {
                rows[i * format.bytesPerPixel() + b] = (byte) level;
            }
        }
        var patterns = new PixelPatterns(SIDE, format);
        patterns.accept(rows, SIDE);
        return patterns.share();
    }
}
