package dev.azulejo.quality.crop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DifferenceMapTest {
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void theCropHoldsWhereCandidatesDiffer(long seed) {
        var random = new Random(seed);
        var image = new Size(random.nextInt(200, 500), random.nextInt(200, 500));
        var spot = new Rect(random.nextInt(image.width() - 20), random.nextInt(image.height() - 20), 20, 20);
        var map = new DifferenceMap(image);
        for (int y = 0; y < image.height(); y++) {
            var one = new byte[3 * image.width()];
            random.nextBytes(one);
            var other = one.clone();
            for (int x = spot.left(); x < spot.right() && spot.top() <= y && y < spot.bottom(); x++) {
                other[3 * x] = (byte) (other[3 * x] + 100);
            }
            map.accept(List.of(one, other, one));
        }
        var crops = map.mostDifferent(2, 150);
        assertThat(crops.getFirst())
                .satisfies(crop -> assertThat(crop.contains(spot)).isTrue());
        assertThat(crops).allMatch(crop -> image.bounds().contains(crop) && crop.width() == 150);
    }

    @Test
    void cropsDoNotOverlapAndAreNoLargerThanTheImage() {
        var map = new DifferenceMap(new Size(100, 70));
        for (int y = 0; y < 70; y++) {
            map.accept(List.of(new byte[300], new byte[300]));
        }
        assertThat(map.mostDifferent(3, 512)).containsExactly(new Rect(0, 0, 100, 70));
        assertThat(map.mostDifferent(2, 50))
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo(new Rect(0, 0, 50, 50)),
                        other -> assertThat(other.left()).isEqualTo(50));
    }
}
