package dev.azulejo.lab.picture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.quality.set.BicubicReduction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Compares reduction to that of evaluations, so that a network learns from what it is measured by. That
/// one rounds and clips in between, so pictures here have room above and below.
class ResizingTest {
    static LongStream seeds() {
        return LongStream.range(0, 20);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void reducesAsEvaluationsDoWithinALevel(long seed) {
        var scene = Scene.drawn(seed, 0, 36);
        for (int i = 0; i < scene.samples().length; i++) {
            scene.samples()[i] = 64 + Math.round(scene.samples()[i] / 2);
        }
        int factor = 2 + (int) (seed % 3);
        var small = Resizing.resized(scene, 36 / factor, 36 / factor, Filter.BICUBIC)
                .rounded();
        var expected = Picture.of(BicubicReduction.reduce(scene.block(), factor));
        for (int i = 0; i < small.samples().length; i++) {
            assertThat(small.samples()[i]).isBetween(expected.samples()[i] - 1, expected.samples()[i] + 1);
        }
    }
}
