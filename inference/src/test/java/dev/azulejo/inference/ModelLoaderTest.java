package dev.azulejo.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.card.CardReader;
import dev.azulejo.inference.card.InstalledModel;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.Provider;
import dev.azulejo.inference.engine.Session;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.graph.AnswerLook;
import dev.azulejo.inference.ladder.InferenceMeter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ModelLoaderTest {
    private static final InstalledModel SPAN = CardReader.read(TestImages.MODELS.resolve("span-x2/card.json"));
    private static final Provider FIRST = new Provider("npu", "fp32", "fast", false);
    private static final Provider SECOND = new Provider("cpu", "fp32", "exact", true);

    private final List<String> closed = new ArrayList<>();

    /// An engine whose second provider gives the model another input than its card says.
    private final class Disagreeing implements Engine {
        @Override
        public String title() {
            return "Disagreeing";
        }

        @Override
        public String version() {
            return "1";
        }

        @Override
        public List<Provider> providers(Device device) {
            return List.of(FIRST, SECOND);
        }

        @Override
        public Session open(Provider provider, byte[] weights, int threads, int bytesPerInputPixel) {
            return new Named(provider.equals(FIRST) ? SPAN.inputName() : "another", provider.rungName());
        }

        @Override
        public void release(long kept) {}
    }

    private final class Named implements Session {
        private final String input;
        private final String name;

        Named(String input, String name) {
            this.input = input;
            this.name = name;
        }

        @Override
        public Map<String, TensorShape> inputs() {
            return Map.of(input, TensorShape.PLANES);
        }

        @Override
        public Map<String, TensorShape> outputs() {
            var outputs = new HashMap<>(name.equals(FIRST.rungName()) ? AnswerLook.outputs(SPAN.card()) : Map.of());
            outputs.put(SPAN.outputName(), TensorShape.PLANES);
            return outputs;
        }

        @Override
        public void run(Map<String, Tensor> inputs, Map<String, Tensor> results) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Tensor.Floats run(Map<String, Tensor> inputs, Map<String, Tensor> results, String output) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void close() {
            closed.add(name);
        }
    }

    @Test
    void whereALaterRungDisagreesWithTheCardTheEarlierOnesAreClosedToo() {
        var loader = new ModelLoader(new Disagreeing(), Device.AUTO, new InferenceMeter());

        assertThatThrownBy(() -> loader.open(SPAN, 1))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("another");
        assertThat(closed).containsExactlyInAnyOrder(FIRST.rungName(), SECOND.rungName());
    }
}
