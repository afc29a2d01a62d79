package dev.azulejo.core.infer.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.pixels.Planes;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlatnessTest {
    static LongStream seeds() {
        return LongStream.range(0, 30);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void isTheShareOfNeighboursWithEqualColours(long seed) {
        var random = new Random(seed);
        var image = blotches(random, random.nextInt(1, 150), random.nextInt(1, 20));
        var flatness = new Flatness(image);
        for (int y = 0; y < image.height(); y++) {
            for (int x = 0; x < image.width(); x += random.nextInt(1, 4)) {
                assertThat(flatness.at(x, y)).as("%d, %d", x, y).isEqualTo(counted(image, x, y));
            }
        }
    }

    private static float counted(Planes image, int x, int y) {
        int pairs = 0;
        int equal = 0;
        int right = Math.min(image.width() - 1, x + 3);
        int bottom = Math.min(image.height() - 1, y + 3);
        for (int row = Math.max(0, y - 3); row <= bottom; row++) {
            for (int column = Math.max(0, x - 3); column <= right; column++) {
                if (column < right) {
                    pairs++;
                    equal += areEqual(image, column, row, column + 1, row) ? 1 : 0;
                }
                if (row < bottom) {
                    pairs++;
                    equal += areEqual(image, column, row, column, row + 1) ? 1 : 0;
                }
            }
        }
        float share = pairs == 0 ? 0 : (float) equal / pairs;
        return Math.clamp((share - 0.4f) / (0.6f - 0.4f), 0, 1);
    }

    private static boolean areEqual(Planes image, int x, int y, int otherX, int otherY) {
        boolean equal = true;
        for (int band = 0; band < image.bands(); band++) {
            equal &= Math.abs(image.at(band, x, y) - image.at(band, otherX, otherY)) <= 0.6f / 255;
        }
        return equal;
    }

    /// Levels of which many are alike, some only just.
    static Planes blotches(Random random, int width, int height) {
        var planes = Planes.allocate(width, height, 3);
        float level = 0;
        for (int at = 0; at < 3 * planes.planeLength(); at++) {
            if (random.nextInt(3) == 0) {
                level = Math.clamp(level + random.nextInt(-3, 4) * 0.3f / 255, 0, 1);
            }
            if (random.nextInt(40) == 0) {
                level = random.nextFloat();
            }
            planes.samples().put(at, level);
        }
        return planes;
    }
}
