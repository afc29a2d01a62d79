package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.largestDifference;
import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.data.Offset.offset;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.model.Condition;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.ladder.ImageFacts;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests models that are told of the whole image before its tiles.
@Tag("slow")
class FittedModelTest {
    private static final ModelFolder MODELS = new ModelFolder(TestImages.MODELS, Device.CPU);

    @AfterAll
    static void close() {
        MODELS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"cunet-denoise1", "ffdnet"})
    void theSameSampleGivesTheSameBits(String id) throws Exception {
        var sample = sample();
        var tile = photograph(48, 40);
        var expected = floats(upscaled(warm(id, null).fitted(sample), tile));
        try (var executor = Executors.newFixedThreadPool(3)) {
            Callable<float[]> again = () -> floats(upscaled(warm(id, null).fitted(sample()), tile));
            for (var result : executor.invokeAll(Collections.nCopies(3, again))) {
                assertThat(result.get()).isEqualTo(expected);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cunet-denoise1", "ffdnet"})
    void anotherImageGivesOthers(String id) throws IOException {
        var tile = photograph(48, 40);
        var first = upscaled(warm(id, null).fitted(List.of(TestImages.noise(96, 96))), tile);
        var second = upscaled(warm(id, null).fitted(sample()), tile);
        assertThat(floats(first)).isNotEqualTo(floats(second));
    }

    @Test
    void meansAreThoseOfAllCropsAtOnce() throws IOException {
        var crop = photograph(96, 96);
        var one = facts(warm("cunet-denoise1", null).fitted(List.of(crop))).means();
        var twice =
                facts(warm("cunet-denoise1", null).fitted(List.of(crop, crop))).means();
        var sample = facts(warm("cunet-denoise1", null).fitted(sample())).means();
        assertThat(one).hasSize(384);
        assertThat(twice).containsExactly(one, offset(1e-5f));
        assertThat(sample).isNotEqualTo(one);
    }

    @Test
    void anImageThatIsItsOwnSampleComesOutAsFromTheModelAlone() throws Exception {
        var image = photograph(64, 60);
        var fitted = upscaled(warm("cunet-denoise0", null).fitted(List.of(image)), image);

        var environment = OrtEnvironment.getEnvironment();
        var file = TestImages.MODELS.resolve("cunet-denoise0/model.onnx").toString();
        try (var session = environment.createSession(file);
                var seen = OnnxTensor.createTensor(environment, image.samples(), new long[] {1, 3, 60, 64});
                var given = OnnxTensor.createTensor(environment, new boolean[] {false});
                var pooled = OnnxTensor.createTensor(environment, new float[1][384][1][1]);
                var result = session.run(Map.of("input", seen, "given", given, "pooled", pooled))) {
            var alone = (float[][][][]) result.get("output").orElseThrow().getValue();
            for (int y = 0; y < 60; y++) {
                for (int x = 0; x < 64; x++) {
                    assertThat(fitted.at(1, x, y)).isCloseTo(alone[0][1][y][x], within(1e-6f));
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"cunet-denoise0", "ffdnet"})
    void aModelThatWasNotFittedSaysSo(String id) {
        assertThatThrownBy(() -> upscaled(warm(id, null), TestImages.noise(8, 8)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("model %s must be fitted to a sample of the image before its first tile", id);
        assertThatThrownBy(() -> warm(id, null).fitted(List.of())).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aModelThatAsksNothingIsReadyAsItIs() throws IOException {
        var span = warm("span-x2", null);
        assertThat(span.fitted(sample())).isSameAs(span);
        assertThat(span.fitted(List.of())).isSameAs(span);
    }

    @Test
    void aStrengthIsTakenInsteadOfAnEstimate() throws IOException {
        var tile = photograph(30, 30);
        var told = warm("ffdnet", 15.0);
        assertThat(noise(told)).isEqualTo(15 / 255f);
        assertThat(told.fitted(sample())).isSameAs(told);
        assertThat(warm("ffdnet", 15.0)).isSameAs(told);
        assertThat(floats(upscaled(told, tile))).isNotEqualTo(floats(upscaled(warm("ffdnet", 40.0), tile)));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 50, 99})
    void whatIsNotRemovedStaysAsGrain(int percent) throws IOException {
        var noisy = photograph(72, 60);
        var clean = upscaled(warm("ffdnet", null).fitted(sample()), noisy);
        var fitted = removing("ffdnet", percent).fitted(sample());
        var found = upscaled(fitted, noisy);
        assertThat(largestDifference(floats(found), mixed(clean, noisy, percent)))
                .isLessThan(1e-6f);

        var inner = new Sides(true, false, false, true);
        var answered = inner.cut(noisy.bounds(), fitted.shrinksBy());
        var tile = Planes.allocate(answered.width(), answered.height(), 3);
        var rounded = new RoundedAnswer();
        assertThat(fitted.within(inner).upscale(noisy, tile, rounded)).isEmpty();
        assertThat(rounded.isThere()).isFalse();
        assertThat(floats(tile)).isEqualTo(floats(crop(found, answered)));
    }

    private static float[] mixed(Planes clean, Planes noisy, int percent) {
        var mixed = floats(clean);
        var before = floats(noisy);
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (percent * mixed[i] + (100 - percent) * before[i]) / 100;
        }
        return mixed;
    }

    @Test
    void aModelThatRemovesNoNoiseRemovesNoShareOfIt() {
        assertThatThrownBy(() -> removing("span-x2", 50))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("model span-x2 removes no noise, so not 50 % of it; leave that out");
    }

    @Test
    void anEstimateStaysWithinWhatTheModelWasMadeFor() {
        var image = Planes.allocate(96, 96, 3);
        var random = new Random(5);
        for (int index = 0; index < image.samples().capacity(); index++) {
            image.samples().put(index, (float) (0.5 + 0.3 * random.nextGaussian()));
        }
        assertThat(noise(warm("ffdnet", null).fitted(List.of(image)))).isEqualTo(0.2f);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ffdnet | 51.5 | model ffdnet removes noise of 0 to 51 levels of 255, not of 51.5",
                "ffdnet | NaN | model ffdnet removes noise of 0 to 51 levels of 255, not of NaN",
                "span-x2 | 3 | model span-x2 takes no strength; leave it out",
                "cunet-denoise2 | 3 | model cunet-denoise2 takes no strength; leave it out"
            })
    void aStrengthThatIsNotForTheModelIsRefused(String id, double strength, String message) {
        assertThatThrownBy(() -> warm(id, strength))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage(message);
    }

    private static List<Planes> sample() throws IOException {
        var image = photograph(200, 120);
        return List.of(crop(image, new Rect(0, 0, 96, 96)), crop(image, new Rect(104, 24, 96, 96)));
    }

    private static ImageFacts facts(Upscaler upscaler) {
        return ((ModelUpscaler) upscaler).facts();
    }

    private static float noise(Upscaler upscaler) {
        return Objects.requireNonNull(facts(upscaler).numbers().get(Condition.NOISE));
    }

    private static Upscaler removing(String id, int percent) {
        return MODELS.warm(new Step(id, MODELS.card(id).sha256(), null, percent, null));
    }

    private static Upscaler warm(String id, @Nullable Double strength) {
        return MODELS.warm(new Step(id, MODELS.card(id).sha256(), strength));
    }

    private static Planes upscaled(Upscaler upscaler, Planes input) {
        var output = Planes.allocate(input.width() * upscaler.scale(), input.height() * upscaler.scale(), 3);
        assertThat(upscaler.upscale(input, output)).isEmpty();
        return output;
    }
}
