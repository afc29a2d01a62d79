package dev.azulejo.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Tests the rewritten graph; [ExactTilingTest] shows that the numbers stay the same.
class ShrinkingGraphTest {
    private static final Sides ALL = new Sides(true, true, true, true);

    static Stream<Sides> sides() {
        return IntStream.range(0, 16)
                .mapToObj(bits -> new Sides((bits & 1) != 0, (bits & 2) != 0, (bits & 4) != 0, (bits & 8) != 0));
    }

    private static byte[] span() throws IOException {
        return Files.readAllBytes(TestImages.MODELS.resolve("span-x2/model.onnx"));
    }

    @Test
    void nothingChangesWhereNoSideLiesWithin() throws IOException {
        var weights = span();
        assertThat(ShrinkingGraph.within(weights, Sides.NONE))
                .isEqualTo(weights)
                .isNotSameAs(weights);
    }

    @Test
    void whatIsGivenStaysAsItIs() throws IOException {
        var weights = span();
        assertThat(ShrinkingGraph.within(weights, ALL)).hasSameSizeAs(weights).isNotEqualTo(weights);
        assertThat(weights).isEqualTo(span());
    }

    @ParameterizedTest
    @MethodSource("sides")
    void paddingOfConvolutionsBecomesZero(Sides inner) {
        var wanted = List.of(
                inner.top() ? 0L : 1, inner.left() ? 0L : 18, inner.bottom() ? 0L : 200, inner.right() ? 0L : 3);
        assertThat(numbers(ShrinkingGraph.within(model("Conv", oneByOne("pads")), inner)))
                .isEqualTo(wanted);
        assertThat(numbers(ShrinkingGraph.within(model("Conv", packed("pads")), inner)))
                .isEqualTo(wanted);
    }

    @Test
    void nothingElseOfANodeDoes() {
        for (var other : List.of(model("Pad", oneByOne("pads")), model("Conv", packed("dilations")))) {
            assertThat(ShrinkingGraph.within(other, ALL)).isEqualTo(other);
        }
    }

    /// Not those that add the picture itself to what they learned, which is as large as before.
    @Test
    void modelsShrinkByWhatTheirCardsSayAndOnlyThese() {
        try (var models = new ModelFolder(TestImages.MODELS, Device.CPU)) {
            for (var card : TestImages.exactModels(models)) {
                boolean shrinks =
                        !card.id().startsWith("animevideo") && !card.id().equals("azulejo-unsharp");
                assertThat(models.warm(new Step(card.id(), card.sha256())).shrinksBy())
                        .as(card.id())
                        .isEqualTo(shrinks ? card.receptiveField().haloPx() : 0);
            }
        }
    }

    /// Engines that always pad get such a graph.
    @ParameterizedTest
    @ValueSource(strings = {"span-x2", "span-x4"})
    void withoutConvolutionsThatOnlyCropAModelComputesTheSame(String id) throws Exception {
        var weights = Files.readAllBytes(TestImages.MODELS.resolve(id).resolve("model.onnx"));
        var padding = PaddingGraph.of(weights);
        assertThat(cropping(weights)).isEqualTo(9);
        assertThat(cropping(padding)).isZero();
        assertThat(answer(padding)).containsExactly(answer(weights), within(1e-5f));
    }

    @Test
    void whatIsNoModelIsForTheEngineToRead() {
        var text = "weights of another kind".getBytes(StandardCharsets.UTF_8);
        assertThat(PaddingGraph.of(text)).isSameAs(text);
    }

    private static long cropping(byte[] model) {
        return OnnxFile.parts(only(ByteBuffer.wrap(model), 7), 1).stream()
                .flatMap(node -> OnnxFile.parts(node, 3).stream())
                .map(name -> new OnnxFile.Name(name).text())
                .filter(name -> name.startsWith("Copied") || name.startsWith("Halved"))
                .count();
    }

    private static float[] answer(byte[] model) throws EngineFailure {
        var engine = new OnnxEngine();
        var provider = engine.providers(Device.CPU).getLast();
        try (var session = engine.open(provider, model, 1, 0)) {
            var answer = session.run(Map.of("input", Tensor.of(TestImages.noise(40, 30))), "output");
            var samples = new float[answer.samples().remaining()];
            answer.samples().get(samples);
            return samples;
        }
    }

    private static Message oneByOne(String name) {
        return new Message()
                .text(1, name)
                .number(8, 1)
                .number(8, 18)
                .number(8, 200)
                .number(8, 3);
    }

    /// The numbers in packed form; 200 takes two bytes.
    private static Message packed(String name) {
        return new Message().text(1, name).bytes(8, new byte[] {1, 18, (byte) 0xc8, 1, 3});
    }

    private static byte[] model(String type, Message attribute) {
        var node = new Message().text(4, type).message(5, attribute);
        return new Message().message(7, new Message().message(1, node)).bytes();
    }

    private static List<Long> numbers(byte[] model) {
        var node = only(only(ByteBuffer.wrap(model), 7), 1);
        var attribute = only(node, 5);
        var numbers = new ArrayList<Long>();
        while (attribute.hasRemaining()) {
            long key = OnnxFile.varint(attribute);
            if (key == (8 << 3)) {
                numbers.add(OnnxFile.varint(attribute));
            } else if (key == (8 << 3 | 2)) {
                for (var all = OnnxFile.part(attribute); all.hasRemaining(); ) {
                    numbers.add(OnnxFile.varint(all));
                }
            } else {
                OnnxFile.skip(attribute, key);
            }
        }
        return numbers;
    }

    private static ByteBuffer only(ByteBuffer message, int field) {
        return OnnxFile.parts(message, field).getFirst();
    }
}
