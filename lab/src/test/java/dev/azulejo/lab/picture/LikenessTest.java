package dev.azulejo.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.core.geometry.Rect;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Checks that near-duplicates are found, and unrelated pictures are not taken for them.
class LikenessTest {
    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aPictureIsKnownAgainAfterResizingCuttingAndNoise(long seed) {
        var scene = Scene.drawn(seed, 0, 120);
        var its = Likeness.of(scene);
        var smaller = Resizing.resized(scene, 71, 71, Filter.BICUBIC);
        var cut = scene.crop(new Rect(2, 2, 117, 117));
        var noisy = Picture.blank(120, 120);
        var random = Seeds.random(seed, "noise", 0);
        for (int i = 0; i < noisy.samples().length; i++) {
            noisy.samples()[i] = scene.samples()[i] + 8 * (float) random.nextGaussian();
        }
        for (var same : new Picture[] {smaller, cut, noisy}) {
            assertThat(its.distance(Likeness.of(same))).isLessThanOrEqualTo(Likeness.NEAR);
        }
        for (int other = 1; other < 10; other++) {
            assertThat(its.distance(Likeness.of(Scene.drawn(seed, other, 120)))).isGreaterThan(Likeness.NEAR);
        }
    }
}
