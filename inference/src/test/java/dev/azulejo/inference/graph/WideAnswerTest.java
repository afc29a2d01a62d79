package dev.azulejo.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Runs in 32 bits, by ONNX Runtime; `OpenVinoTest` shows the use of it.
class WideAnswerTest {
    private static byte[] weights(String model) throws IOException {
        return Files.readAllBytes(TestImages.MODELS.resolve(model).resolve("model.onnx"));
    }

    private static float[] answer(byte[] model, int scale) throws EngineFailure {
        var engine = new OnnxEngine();
        var provider = engine.providers(Device.CPU).getLast();
        var input = TestImages.noise(40, 30);
        var output = TestImages.noise(40 * scale, 30 * scale);
        try (var session = engine.open(provider, model, 1, 0)) {
            assertThat(session.outputs()).containsOnlyKeys("output");
            session.run(Map.of("input", Tensor.of(input)), Map.of("output", Tensor.of(output)));
        }
        return TestImages.floats(output);
    }

    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "animevideo-x2"})
    void changesNoNumber(String model) throws Exception {
        var weights = weights(model);
        var wide = WideAnswer.of(weights);
        assertThat(wide).hasSizeGreaterThan(weights.length);
        assertThat(answer(wide, 2)).containsExactly(answer(weights, 2), within(1e-20f));
        assertThat(weights).as("what was given").isEqualTo(weights(model));
    }

    @Test
    void aModelThatReadsItsAnswerIsLeftAsItIs() {
        var nodes = new OnnxNodes("model_");
        nodes.named("output", "Relu", List.of("input"));
        nodes.named("again", "Relu", List.of("output"));
        nodes.output("output", OnnxNodes.FLOAT);
        var model = nodes.appendedTo(new Message().number(1, 8).bytes());
        assertThat(WideAnswer.of(model)).isSameAs(model);
    }

    @Test
    void soIsOneThatAnswersWithItsInput() {
        var nodes = new OnnxNodes("model_");
        nodes.named("other", "Relu", List.of("input"));
        nodes.output("input", OnnxNodes.FLOAT);
        var model = nodes.appendedTo(new Message().number(1, 8).bytes());
        assertThat(WideAnswer.of(model)).isSameAs(model);
    }

    @Test
    void andWhatIsNone() throws IOException {
        var weights = weights("span-x2");
        for (int length = 0; length < 2_000; length++) {
            var cut = Arrays.copyOf(weights, length);
            assertThat(WideAnswer.of(cut)).isSameAs(cut);
        }
        var text = "certainly no model".getBytes(StandardCharsets.UTF_8);
        assertThat(WideAnswer.of(text)).isSameAs(text);
    }
}
