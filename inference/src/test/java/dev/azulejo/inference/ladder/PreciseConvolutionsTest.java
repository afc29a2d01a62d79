package dev.azulejo.inference.ladder;

import static dev.azulejo.inference.TestImages.largestDifference;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.core.geometry.Sides;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.card.CardReader;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.PaddingGraph;
import dev.azulejo.inference.graph.ToldSides;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Runs in 32 bits, by ONNX Runtime; [InBf16Test] shows the use of precise convolutions.
public class PreciseConvolutionsTest {
    private static final Provider BF16 = new Provider("any", "bf16", "", true);
    private static final Provider FP32 = new Provider("any", "fp32", "", true);

    @TempDir
    Path folder;

    /// An installed CUnet whose card names `precise`.
    private InstalledModel cunet(String precise) throws IOException {
        var card = Files.readString(TestImages.MODELS.resolve("cunet-denoise0/card.json"))
                .replaceFirst("\"precise\": \\[.*]", "\"precise\": [%s]".formatted(precise));
        return CardReader.read(Files.writeString(folder.resolve("card.json"), card));
    }

    public static byte[] weights(String model) throws IOException {
        return Files.readAllBytes(TestImages.MODELS.resolve(model).resolve("model.onnx"));
    }

    /// The answer of CUnet to a picture.
    public static float[] answer(byte[] model, Sides inner, boolean isTold) throws EngineFailure {
        var engine = new OnnxEngine();
        int halo = 28;
        var input = TestImages.noise(80, 68);
        var answered = inner.cut(input.bounds(), halo);
        var output = TestImages.noise(answered.width(), answered.height());
        var inputs = new HashMap<String, Tensor>(Map.of("input", Tensor.of(input), "given", new Tensor.Truth(true)));
        var means = new float[384];
        Arrays.fill(means, 0.1f);
        inputs.put("pooled", new Tensor.Floats(FloatBuffer.wrap(means), 1, means.length, 1, 1));
        if (isTold) {
            inputs.put(ToldSides.INPUT, ToldSides.told(inner));
        }
        try (var session = engine.open(engine.providers(Device.CPU).getLast(), model, 1, 0)) {
            session.run(inputs, Map.of("output", Tensor.of(output)));
        }
        return TestImages.floats(output);
    }

    @Test
    void changeNoNumber() throws Exception {
        var model = CardReader.read(TestImages.MODELS.resolve("cunet-denoise0/card.json"));
        var weights = weights("cunet-denoise0");
        var precise = PreciseConvolutions.of(model, BF16, weights);
        assertThat(new String(precise, StandardCharsets.ISO_8859_1).split("ConvTranspose", -1))
                .hasSize(1 + model.precise().size());
        assertThat(largestDifference(answer(precise, Sides.NONE, false), answer(weights, Sides.NONE, false)))
                .isLessThan(1e-5f);
    }

    /// SPAN's convolution of one pixel reads the first one, which has biases, and makes a part of the sum
    /// that the last one reads: as an engine that always pads gets it, including edges. (One of the three
    /// is no longer read.) In the graph of an engine that shrinks crops stand in the sum, and the part is
    /// not found.
    @ParameterizedTest
    @CsvSource({"span-x2, true, 3", "span-x4, true, 3", "span-x2, false, 2"})
    void pastAllBlocksAreOneOfNeighbours(String id, boolean pads, int transposed) throws Exception {
        var model = CardReader.read(TestImages.MODELS.resolve(id).resolve("card.json"));
        var weights = pads ? PaddingGraph.of(weights(id)) : weights(id);
        var precise = PreciseConvolutions.of(model, BF16, weights);
        assertThat(new String(precise, StandardCharsets.ISO_8859_1).split("ConvTranspose", -1))
                .hasSize(1 + transposed);
        assertThat(largestDifference(enlarged(model, precise), enlarged(model, weights)))
                .isLessThan(2e-5f);
    }

    private static float[] enlarged(InstalledModel model, byte[] weights) throws EngineFailure {
        var engine = new OnnxEngine();
        var input = TestImages.noise(40, 30);
        int scale = model.card().scale();
        var output = TestImages.noise(40 * scale, 30 * scale);
        try (var session = engine.open(engine.providers(Device.CPU).getLast(), weights, 1, 0)) {
            session.run(Map.of("input", Tensor.of(input)), Map.of("output", Tensor.of(output)));
        }
        return TestImages.floats(output);
    }

    @Test
    void areThereOnlyWhereAnEngineRounds() throws IOException {
        var model = CardReader.read(TestImages.MODELS.resolve("cunet-denoise0/card.json"));
        var weights = weights("cunet-denoise0");
        assertThat(PreciseConvolutions.of(model, FP32, weights)).isSameAs(weights);
        assertThat(PreciseConvolutions.of(cunet(""), BF16, weights)).isSameAs(weights);
        var noModel = "no model".getBytes(StandardCharsets.UTF_8);
        assertThat(PreciseConvolutions.of(model, BF16, noModel)).isSameAs(noModel);
    }

    @ParameterizedTest
    @CsvSource({
        "Convolution1, which is no convolution of its graph", // of no node
        "Eltwise1, which is no convolution of its graph",
        "Convolution3_ReLU3_linear, which is no plain convolution of two dimensions and step 1"
    })
    void areRefusedWhereACardNamesSomethingElse(String name, String why) throws IOException {
        var model = cunet("\"%s\"".formatted(name));
        assertThatThrownBy(() -> PreciseConvolutions.of(model, BF16, weights("cunet-denoise0")))
                .isInstanceOf(PermanentFailure.class)
                .hasMessage("%s: precise names %s, %s", folder.resolve("card.json"), name, why);
    }
}
