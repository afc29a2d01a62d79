package dev.azulejo.inference.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.infer.TileEnhancer;
import dev.azulejo.core.infer.chain.WarmChain;
import dev.azulejo.core.infer.chain.WarmStep;
import dev.azulejo.core.model.Boundary;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.core.recipe.Step;
import dev.azulejo.inference.GuardOnPicturesTest;
import dev.azulejo.inference.LookingEngine;
import dev.azulejo.inference.ModelFolder;
import dev.azulejo.inference.TestImages;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import dev.azulejo.inference.ladder.LookedAnswer;
import dev.azulejo.inference.ladder.OutputCheck;
import dev.azulejo.inference.onnx.OnnxEngine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Runs a model that looks at its answers itself, by ONNX Runtime on the processor: its bytes must equal
/// those of a look at the floats.
@Tag("slow")
class AnswerLookTest {
    private static final ModelFolder PLAIN = models(false);
    private static final ModelFolder LOOKING = models(true);

    private static ModelFolder models(boolean look) {
        return new ModelFolder(TestImages.MODELS, null, Device.CPU, () -> new LookingEngine(look));
    }

    @AfterAll
    static void close() {
        PLAIN.close();
        LOOKING.close();
    }

    /// Pictures, each with one of two models, in turns.
    static List<Arguments> pictures() throws IOException {
        var files = new ArrayList<>(GuardOnPicturesTest.photographs());
        files.addAll(GuardOnPicturesTest.drawn());
        return IntStream.range(0, files.size())
                .mapToObj(at -> arguments(at % 2 == 0 ? "span-x2" : "span-x4", files.get(at)))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void givesTheSameBytes(String model, Path file) throws IOException {
        var picture = GuardOnPicturesTest.reduced(GuardOnPicturesTest.read(file), 4);
        assertThat(enhanced(LOOKING, model, picture).samples())
                .isEqualTo(enhanced(PLAIN, model, picture).samples());
    }

    @ParameterizedTest
    @CsvSource({"animevideo-x2", "animevideo-x4", "cunet-denoise3", "ffdnet"})
    void givesTheSameBytesOfOtherModelsToo(String model) throws IOException {
        var picture = GuardOnPicturesTest.read(photograph("coffee.png")).crop(new Rect(120, 80, 96, 64));
        assertThat(enhanced(LOOKING, model, picture).samples())
                .isEqualTo(enhanced(PLAIN, model, picture).samples());
    }

    /// The rule changes a picture only at few marked pixels.
    @Test
    void photographsAreMendedAtMarkedPixelsAlone() throws IOException {
        for (var file : GuardOnPicturesTest.photographs()) {
            var picture = GuardOnPicturesTest.reduced(GuardOnPicturesTest.read(file), 2);
            var output = Planes.allocate(2 * picture.width(), 2 * picture.height(), 3);
            OutputCheck.poison(output);
            var rounded = rounded("span-x2", planes(picture), output);
            assertThat(rounded.isThere()).as("%s", file).isTrue();
            int marked = marked(rounded);
            assertThat(marked).as("%s", file).isLessThan(picture.width() * picture.height() / 20);
            assertThat(numbers(output)).as("floats of %s", file).isEqualTo(2 * 2 * 3 * marked);
        }
    }

    private static int numbers(Planes planes) {
        int numbers = 0;
        for (float sample : TestImages.floats(planes)) {
            numbers += Float.isNaN(sample) ? 0 : 1;
        }
        return numbers;
    }

    @Test
    void aTileWithoutMarksIsAccepted() {
        var input = Planes.allocate(24, 16, 3);
        for (int i = 0; i < input.planeLength() * 3; i++) {
            input.samples().put(i, 0.5f);
        }
        var rounded = rounded("span-x2", input, Planes.allocate(48, 32, 3));
        assertThat(rounded.isThere()).isTrue();
        assertThat(marked(rounded)).isZero();
    }

    @Test
    void whatALostPageNeedsIsDoneAtMarkedPixelsToo() throws IOException {
        var page = GuardOnPicturesTest.reduced(GuardOnPicturesTest.read(drawn("schematic.png")), 4);
        var rounded = rounded("span-x2", planes(page), Planes.allocate(2 * page.width(), 2 * page.height(), 3));
        assertThat(rounded.isThere()).isTrue();
        assertThat(interpolated(LOOKING, page)).isPositive().isEqualTo(interpolated(PLAIN, page));
    }

    private static int interpolated(ModelFolder models, PixelBlock page) {
        var enhancer = enhancer(models, "span-x2", page);
        GuardOnPicturesTest.enhance(enhancer, page);
        return enhancer.interpolated();
    }

    /// 0 / 0 is no number, 0.1 / 0 is infinite, and either may be anywhere.
    @ParameterizedTest
    @CsvSource({"0", "0.1"})
    void numbersThatAreNotFiniteAreNotAccepted(float dividend) throws Exception {
        var graph = new OnnxNodes("model_");
        var quotient = graph.node("Div", List.of(graph.constant(dividend), "input"));
        graph.named("output", "Add", List.of(quotient, graph.constant(0.5f)));
        var card = PLAIN.card("ffdnet");
        for (var divisor : List.of(0f, 0.5f)) {
            var input = TestImages.noise(9, 7);
            TestImages.set(input, 1, 8, 6, divisor);
            var output = Planes.allocate(9, 7, 3);
            var rounded = new RoundedAnswer();
            var look = new LookedAnswer(rounded, input, output);
            var weights = new AnswerLook(card, "input", "output").appendedTo(model(graph));
            var engine = new OnnxEngine();
            try (var session = engine.open(engine.providers(Device.CPU).getFirst(), weights, 1, 0)) {
                session.run(Map.of("input", Tensor.of(input)), look.results());
            }
            look.accept();
            assertThat(rounded.isThere()).isEqualTo(divisor > 0);
        }
    }

    @Test
    void graphsOfOtherVersionsAreLeftAlone() throws IOException {
        assertThat(AnswerLook.fits(Files.readAllBytes(TestImages.MODELS.resolve("span-x2/model.onnx"))))
                .isTrue();
        assertThat(AnswerLook.fits(opset(17))).isTrue();
        assertThat(AnswerLook.fits(opset(18))).isFalse();
        assertThat(AnswerLook.fits(opset(12))).isFalse();
        assertThat(AnswerLook.fits("certainly no model".getBytes(StandardCharsets.UTF_8)))
                .isFalse();
        assertThat(AnswerLook.fits(new byte[0])).isFalse();
    }

    private static byte[] opset(int version) {
        return new Message()
                .number(1, 8)
                .message(8, new Message().text(1, "somebody.else").number(2, 1))
                .message(8, new Message().number(2, version))
                .bytes();
    }

    /// A model of N x 3 x height x width floats, and its nodes.
    private static byte[] model(OnnxNodes nodes) {
        var dimensions = new Message();
        for (var name : new String[] {"n", "", "h", "w"}) {
            dimensions.message(1, name.isEmpty() ? new Message().number(1, 3) : new Message().text(2, name));
        }
        var tensor = new Message().number(1, OnnxNodes.FLOAT).message(2, dimensions);
        var type = new Message().message(1, tensor);
        var graph = new Message()
                .text(2, "divide")
                .message(11, new Message().text(1, "input").message(2, type))
                .message(12, new Message().text(1, "output").message(2, type));
        byte[] head = new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, new Message().number(2, 17))
                .bytes();
        return nodes.appendedTo(head);
    }

    private static RoundedAnswer rounded(String model, Planes input, Planes output) {
        var rounded = new RoundedAnswer();
        LOOKING.warm(step(LOOKING, model)).upscale(input, output, rounded);
        return rounded;
    }

    private static int marked(RoundedAnswer rounded) {
        int marked = 0;
        for (int at = 0; at < rounded.marks().limit(); at++) {
            marked += rounded.marks().get(at) == 0 ? 0 : 1;
        }
        return marked;
    }

    private static Planes planes(PixelBlock picture) {
        var planes = Planes.allocate(picture.width(), picture.height(), 3);
        for (int i = 0; i < planes.planeLength(); i++) {
            for (int band = 0; band < 3; band++) {
                planes.samples().put(band * planes.planeLength() + i, (picture.samples()[3 * i + band] & 0xff) / 255f);
            }
        }
        return planes;
    }

    private static PixelBlock enhanced(ModelFolder models, String model, PixelBlock picture) {
        return GuardOnPicturesTest.enhance(enhancer(models, model, picture), picture);
    }

    private static TileEnhancer enhancer(ModelFolder models, String model, PixelBlock picture) {
        var card = models.card(model);
        var upscaler = models.warm(step(models, model)).fitted(List.of(planes(picture)));
        var chain = new WarmChain(List.of(new WarmStep(upscaler, card.guardMargin())), Boundary.REPLICATE);
        return new TileEnhancer(chain);
    }

    private static Step step(ModelFolder models, String model) {
        return new Step(model, models.card(model).sha256());
    }

    private static Path photograph(String name) throws IOException {
        return named(GuardOnPicturesTest.photographs(), name);
    }

    private static Path drawn(String name) throws IOException {
        return named(GuardOnPicturesTest.drawn(), name);
    }

    private static Path named(List<Path> files, String name) {
        return files.stream().filter(file -> file.endsWith(name)).findFirst().orElseThrow();
    }
}
