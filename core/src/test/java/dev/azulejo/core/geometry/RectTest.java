package dev.azulejo.core.geometry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RectTest {
    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whatTwoRectsShareIsWhatTheirPixelsSay(long seed) {
        var random = new Random(seed);
        var one = rect(random);
        var other = rect(random);
        var shared = pixels(one);
        shared.retainAll(pixels(other));
        assertThat(one.intersects(other)).isEqualTo(!shared.isEmpty());
        assertThat(one.contains(other)).isEqualTo(pixels(one).containsAll(pixels(other)));
        if (shared.isEmpty()) {
            assertThatIllegalArgumentException().isThrownBy(() -> one.intersection(other));
        } else {
            assertThat(pixels(one.intersection(other))).isEqualTo(shared);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theUnionIsTheSmallestRectAroundBoth(long seed) {
        var random = new Random(seed);
        var one = rect(random);
        var other = rect(random);
        var union = one.union(other);
        assertThat(union.contains(one) && union.contains(other)).isTrue();
        assertThat(union.left()).isIn(one.left(), other.left());
        assertThat(union.top()).isIn(one.top(), other.top());
        assertThat(union.right()).isIn(one.right(), other.right());
        assertThat(union.bottom()).isIn(one.bottom(), other.bottom());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void enlargingCommutesWithLookingFromAFrame(long seed) {
        var random = new Random(seed);
        var rect = rect(random);
        var frame = rect(random);
        int scale = random.nextInt(1, 5);
        assertThat(rect.relativeTo(frame).times(scale))
                .isEqualTo(rect.times(scale).relativeTo(frame.times(scale)));
        assertThat(rect.times(scale).pixels()).isEqualTo(rect.pixels() * scale * scale);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "-1, 5", "5, -1"})
    void coversAtLeastOnePixel(int width, int height) {
        assertThatIllegalArgumentException().isThrownBy(() -> new Rect(0, 0, width, height));
        assertThatIllegalArgumentException().isThrownBy(() -> Rect.between(0, 0, width, height));
        assertThatIllegalArgumentException().isThrownBy(() -> new Size(width, height));
    }

    @Test
    void neverReachesBeyondWhatAnIntCanName() {
        assertThatThrownBy(() -> new Rect(Integer.MAX_VALUE, 0, 1, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Rect(0, Integer.MAX_VALUE, 1, 1)).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Rect(0, 0, 1 << 30, 1).times(2)).isInstanceOf(ArithmeticException.class);
        assertThat(new Rect(0, 0, Integer.MAX_VALUE, Integer.MAX_VALUE).pixels())
                .isEqualTo((long) Integer.MAX_VALUE * Integer.MAX_VALUE);
    }

    private static Rect rect(Random random) {
        return new Rect(random.nextInt(-5, 6), random.nextInt(-5, 6), random.nextInt(1, 7), random.nextInt(1, 7));
    }

    private static Set<Size> pixels(Rect rect) {
        var pixels = new HashSet<Size>();
        for (int y = rect.top(); y < rect.bottom(); y++) {
            for (int x = rect.left(); x < rect.right(); x++) {
                pixels.add(new Size(x + 100, y + 100)); // a pair of numbers, moved to where a size may be
            }
        }
        return pixels;
    }
}
