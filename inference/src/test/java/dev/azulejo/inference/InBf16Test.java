package dev.azulejo.inference;

import static dev.azulejo.inference.TestImages.crop;
import static dev.azulejo.inference.TestImages.floats;
import static dev.azulejo.inference.TestImages.largestDifference;
import static dev.azulejo.inference.TestImages.photograph;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.abort;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.local.UserCache;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.card.CardFolder;
import dev.azulejo.inference.choice.EngineChoice;
import dev.azulejo.inference.choice.EngineChoice.Brand;
import dev.azulejo.inference.choice.EngineChoice.Precision;
import dev.azulejo.inference.choice.EngineFingerprint;
import dev.azulejo.inference.choice.MachineEngines;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.openvino.OpenVino;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests models with precise convolutions on OpenVINO, beside the usual engine. Without bf16, the output
/// says so, and nothing is tested.
@Tag("slow")
public class InBf16Test {
    private static final int HALO = 28;
    private static final ModelFolder USUAL = new ModelFolder(TestImages.MODELS, Device.CPU);
    private static final ModelFolder ROUNDING = rounding();

    private static ModelFolder rounding() {
        var cache = UserCache.of(System.getenv());
        var choice = new EngineChoice(Brand.OPENVINO, Precision.BF16);
        return new ModelFolder(
                new CardFolder(TestImages.MODELS),
                null,
                Device.CPU,
                new MachineEngines(choice, cache, new OpenVino(cache)));
    }

    @BeforeAll
    static void thereIsBf16() {
        try {
            rounded("cunet-denoise1");
        } catch (PermanentFailure absent) {
            var obstacle = "NOT TESTED: there is no bf16 here: " + absent.getMessage();
            System.err.println(obstacle);
            abort(obstacle);
        }
    }

    @AfterAll
    static void close() {
        USUAL.close();
        ROUNDING.close();
    }

    /// Flat parts have nearly the same level as in 32 bits, white above all. Without precise convolutions
    /// they are up to 1.4 levels apart, and white is darker by as much.
    @ParameterizedTest
    @CsvSource({
        "span-x2, 0.25, 0.25",
        "span-x4, 0.25, 0.25",
        "cunet-denoise0, 0.2, 0.3",
        "cunet-denoise1, 0.2, 0.3",
        "cunet-denoise2, 0.2, 0.3",
        "cunet-denoise3, 0.2, 0.5"
    })
    void flatPartsKeepTheirLevel(String id, float ofWhite, float ofAnother) throws IOException {
        var exact = exact(id).fitted(sample());
        var rounded = rounded(id).fitted(sample());
        int middle = 48 * exact.scale();
        for (int level = 0; level <= 255; level += 15) {
            var tile = flat(level);
            var expected = upscaled(exact, tile);
            var found = upscaled(rounded, tile);
            for (int band = 0; band < 3; band++) {
                assertThat(255 * found.at(band, middle, middle))
                        .as("level %d, band %d", level, band)
                        .isCloseTo(255 * expected.at(band, middle, middle), within(level == 255 ? ofWhite : ofAnother));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4", "cunet-denoise1"})
    void aPhotographLosesNothingThatIsSeen(String id) throws IOException {
        var image = photograph(160, 140);
        var expected = floats(upscaled(exact(id).fitted(sample()), image));
        var found = floats(upscaled(rounded(id).fitted(sample()), image));
        double squares = 0;
        for (int i = 0; i < found.length; i++) {
            double difference = 255.0 * (found[i] - expected[i]);
            squares += difference * difference;
        }
        double rms = Math.sqrt(squares / found.length);
        assertThat(rms).isLessThan(0.3).isGreaterThan(0.001); // else it was not rounded at all
    }

    /// The means affect all of the picture.
    @Test
    void meansAreThoseOfTheUsualEngine() throws IOException {
        var rounded = rounded("cunet-denoise2").fitted(sample());
        assertThat(((ModelUpscaler) rounded).facts().means())
                .isEqualTo(((ModelUpscaler) exact("cunet-denoise2").fitted(sample()))
                        .facts()
                        .means());
        assertThat(rounded.fingerprint())
                .matches("openvino .*: openvino bf16 answer=fp32 precise=4 .*, means by onnxruntime .* fp32 .*");
    }

    /// Results are equal to the bit on processors that multiply in bf16, if rows are not short; others add
    /// up the end of a row in another order.
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void tilesWithinTheImageShrinkAndEqualTheWhole(boolean all) throws IOException {
        var inner = new Sides(true, all, true, all);
        var model = rounded("cunet-denoise0").fitted(sample());
        var image = photograph(300, 140);
        var seen = all ? new Rect(36, 20, 252, 104) : new Rect(0, 20, 300, 104);
        assertThat(model.shrinksBy()).isEqualTo(HALO);
        var answered = inner.cut(seen, HALO);
        var expected = crop(upscaled(model, image), answered);
        var tile = Planes.allocate(answered.width(), answered.height(), 3);
        assertThat(model.within(inner).upscale(crop(image, seen), tile)).isEmpty();
        float apart = EngineFingerprint.hasBf16() ? 0 : 2 / 255f;
        assertThat(largestDifference(floats(tile), floats(expected))).isLessThanOrEqualTo(apart);
    }

    /// Without the sides of a tile, a padding model answers as far as it looks.
    @Test
    void tilesOfAPaddingModelEqualTheWhole() throws IOException {
        var model = rounded("span-x2");
        var image = photograph(150, 131);
        var seen = new Rect(37, 21, 90, 101);
        int halo = 21;
        var kept = new Rect(37 + halo, 21 + halo, 90 - 2 * halo, 101 - 2 * halo);
        var expected = crop(upscaled(model, image), kept.times(2));
        var tile = upscaled(model, crop(image, seen));
        var found = crop(tile, new Rect(2 * halo, 2 * halo, 2 * kept.width(), 2 * kept.height()));
        float apart = EngineFingerprint.hasBf16() ? 0 : 2 / 255f;
        assertThat(model.shrinksBy()).isZero();
        assertThat(largestDifference(floats(found), floats(expected))).isLessThanOrEqualTo(apart);
    }

    private static List<Planes> sample() throws IOException {
        return List.of(photograph(96, 96), flat(255));
    }

    private static Planes flat(int level) {
        var planes = Planes.allocate(96, 96, 3);
        for (int index = 0; index < planes.samples().capacity(); index++) {
            planes.samples().put(index, level / 255f);
        }
        return planes;
    }

    private static Upscaler exact(String id) {
        return USUAL.warm(new Step(id, USUAL.card(id).sha256()));
    }

    private static Upscaler rounded(String id) {
        return ROUNDING.warm(new Step(id, USUAL.card(id).sha256(), null, "openvino bf16"));
    }

    private static Planes upscaled(Upscaler upscaler, Planes input) {
        var output = Planes.allocate(input.width() * upscaler.scale(), input.height() * upscaler.scale(), 3);
        assertThat(upscaler.upscale(input, output)).isEmpty();
        return output;
    }
}
