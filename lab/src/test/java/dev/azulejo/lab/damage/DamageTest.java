package dev.azulejo.lab.damage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.lab.picture.Filter;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scene;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests damage as a pipeline, and the strength of its noise.
class DamageTest {
    private static final Damage ALL = new Damage(List.of(
            new Blur(0.8, List.of(Blur.Shape.values()), new Range(0.3, 2)),
            new Resize(0.5, List.of(Filter.values()), new Range(0.6, 1.4)),
            new Noise(0.5, new Range(1, 20), 0.4, 0.5),
            new Camera(0.3, new Range(1, 10), new Range(0, 4)),
            new Sharpen(0.4, new Range(0.5, 2), new Range(0, 2)),
            new Fit(null, List.of(Filter.values()))));

    static LongStream seeds() {
        return LongStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameSeedGivesTheSameBytesAndAnotherGivesOthers(long seed) {
        var scene = Scene.drawn(seed, 0, 40);
        var once = ALL.damaged(scene, 20, 20, new Random(seed), new NoCodecs(), new Strengths());
        var again = ALL.damaged(scene, 20, 20, new Random(seed), new NoCodecs(), new Strengths());
        var other = ALL.damaged(scene, 20, 20, new Random(seed + 1), new NoCodecs(), new Strengths());
        assertThat(once.samples()).isEqualTo(again.samples()).isNotEqualTo(other.samples());
        assertThat(once.width()).isEqualTo(20);
    }

    @Test
    void noiseIsAsStrongAsItSays() {
        var step = new Noise(null, new Range(8, 8), 0.0, 0.0);
        assertThat(deviation(damaged(step, 100))).isCloseTo(8, within(0.1));
    }

    /// A quarter of the light has half of the noise.
    @Test
    void countedLightIsNoisierWhereThereIsMore() {
        var step = new Noise(null, new Range(12, 12), 0.0, 1.0);
        assertThat(deviation(damaged(step, 255))).isCloseTo(12, within(0.15));
        assertThat(deviation(damaged(step, 255 / 4f))).isCloseTo(6, within(0.1));
        assertThat(deviation(damaged(step, 255 / 64f))).isCloseTo(1.5, within(0.05));
    }

    @Test
    void greyNoiseIsTheSameInAllColours() {
        var noisy = damaged(new Noise(null, new Range(8, 8), 1.0, 0.0), 100);
        int pixels = noisy.pixels();
        assertThat(Arrays.copyOf(noisy.samples(), pixels))
                .isEqualTo(Arrays.copyOfRange(noisy.samples(), pixels, 2 * pixels));
    }

    /// Noise that was interpolated from neighbours is correlated: the means of pairs keep more of it than
    /// 1/√2.
    @Test
    void aCamerasNoiseHangsTogether() {
        var noisy = damaged(new Camera(null, new Range(8, 8), new Range(2, 2)), 120);
        var pairs = Picture.blank(noisy.width() / 2, noisy.height());
        for (int i = 0; i < pairs.samples().length; i++) {
            pairs.samples()[i] = (noisy.samples()[2 * i] + noisy.samples()[2 * i + 1]) / 2;
        }
        assertThat(deviation(pairs) / deviation(noisy)).isGreaterThan(0.8);
    }

    @Test
    void aPipelineThatDoesNotFitOrAStepWithoutRangeIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Damage(List.of()))
                .withMessageContaining("fit");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Jpeg(null, new Range(0, 50), null))
                .withMessageContaining("quality is [0.0, 50.0], expected between 1.0 and 100.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Noise(1.5, new Range(0, 1), null, null))
                .withMessageContaining("chance is 1.5");
    }

    private static Picture damaged(DamageStep step, float level) {
        var flat = Picture.blank(200, 200);
        Arrays.fill(flat.samples(), level);
        return step.damaged(flat, new Random(7), new DamageStep.Setting(200, 200, new NoCodecs(), new Strengths()));
    }

    private static double deviation(Picture picture) {
        double sum = 0;
        double squares = 0;
        for (float sample : picture.samples()) {
            sum += sample;
            squares += sample * sample;
        }
        double count = picture.samples().length;
        return Math.sqrt(squares / count - sum * sum / count / count);
    }
}
