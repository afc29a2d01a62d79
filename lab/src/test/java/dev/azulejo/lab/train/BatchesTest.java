package dev.azulejo.lab.train;

import static org.assertj.core.api.Assertions.assertThat;

import dev.azulejo.lab.damage.DamageStep;
import dev.azulejo.lab.damage.Fit;
import dev.azulejo.lab.damage.Jpeg;
import dev.azulejo.lab.damage.NoCodecs;
import dev.azulejo.lab.damage.Noise;
import dev.azulejo.lab.damage.Range;
import dev.azulejo.lab.net.Loss;
import dev.azulejo.lab.net.NetDesign;
import dev.azulejo.lab.net.Told;
import dev.azulejo.lab.picture.Picture;
import dev.azulejo.lab.picture.Scenes;
import dev.azulejo.lab.recipe.PictureSource;
import dev.azulejo.lab.recipe.TrainingRecipe;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Tests what a network is told of a patch, and what the patch went through.
class BatchesTest {
    private static final DamageStep FIT = new Fit(null, List.of());
    private static final DamageStep NOISE = new Noise(null, new Range(8, 8), null, null);
    private static final DamageStep JPEG = new Jpeg(null, new Range(75, 75), null);

    static IntStream seeds() {
        return IntStream.range(0, 12);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aNetworkIsToldNearlyTheNoiseAndJustTheJpeg(int seed) {
        assertThat(told(seed, FIT)).containsExactly(0f, 0f);
        var noisy = told(seed, FIT, NOISE);
        assertThat(noisy[0] * Picture.WHITE).isBetween(6.4f, 9.2f);
        assertThat(noisy[1]).isZero();
        assertThat(told(seed, FIT, JPEG)).containsExactly(0f, 0.25f);
        var both = told(seed, FIT, NOISE, JPEG);
        assertThat(both[0] * Picture.WHITE).isBetween(3.2f, 8.8f);
        assertThat(both[1]).isEqualTo(0.25f);
        var twice = told(seed, FIT, NOISE, NOISE);
        assertThat(twice[0] * Picture.WHITE).isBetween(0.8f * 11.3f, 1.15f * 11.4f);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aLaterStageReadsWhatTheOneBeforeItMade(int seed) {
        var seen = new ArrayList<Picture>();
        var measured = new ArrayList<float[]>();
        var batch = batches(
                        seed,
                        (damaged, told) -> {
                            seen.add(damaged);
                            measured.add(told.apply(List.of(Told.NOISE, Told.JPEG)));
                            return Picture.blank(damaged.width(), damaged.height());
                        },
                        FIT,
                        NOISE,
                        JPEG)
                .batch(0);
        assertThat(seen).hasSize(2).allSatisfy(each -> assertThat(light(each)).isPositive());
        assertThat(measured.get(1)).as("one measurement for all").containsExactly(batch.told(1));
        assertThat(measured.get(1)[0]).isPositive();
        assertThat(measured.get(1)[1]).isEqualTo(0.25f);
        assertThat(batch.inputs()).containsOnly(0f);
        assertThat(batch.truths()).isNotEqualTo(batch.inputs());
    }

    private static double light(Picture picture) {
        return IntStream.range(0, picture.samples().length)
                .mapToDouble(i -> picture.samples()[i])
                .sum();
    }

    private static float[] told(int seed, DamageStep... damage) {
        return batches(seed, (damaged, _) -> damaged, damage).batch(seed).told(1);
    }

    private static Batches batches(int seed, Batches.Before before, DamageStep... damage) {
        var recipe = new TrainingRecipe(
                1,
                "told",
                "For tests",
                1,
                new NetDesign(NetDesign.Kind.PLAIN, 2, 4, List.of(Told.NOISE, Told.JPEG)),
                seed,
                1,
                2,
                8,
                Loss.L1,
                null,
                0.1,
                0,
                new PictureSource(1, 64),
                null,
                List.of(damage));
        return new Batches(recipe, new Scenes(seed, 1, 64), new NoCodecs(), before);
    }
}
