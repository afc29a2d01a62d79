package dev.azulejo.inference.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.SmallGraphs;
import dev.azulejo.inference.engine.Device;
import dev.azulejo.inference.engine.Engine;
import dev.azulejo.inference.engine.EngineFailure;
import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.OnnxNodes;
import dev.azulejo.inference.graph.PictureRange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForeignModelTest {
    @TempDir
    Path folder;

    @Test
    void aNetworkThatReadsAndGivesPicturesStaysAsItIs() throws IOException {
        var brought = read(SmallGraphs.sharpening());
        assertThat(brought.graph()).isEqualTo(SmallGraphs.sharpening());
        assertThat(brought.notes()).isEmpty();
    }

    @Test
    void aSizeThatIsNoNeedIsTakenOutOfTheGraph() throws Exception {
        var brought = read(SmallGraphs.fixed(64));
        assertThat(brought.notes())
                .singleElement()
                .asString()
                .contains("64 x 64")
                .contains("free now");
        assertThat(answer(brought.graph(), 80, 48).samples())
                .isEqualTo(answer(SmallGraphs.sharpening(), 80, 48).samples());
    }

    @Test
    void aNetworkOfOneSizeKeepsIt() throws Exception {
        var brought = read(SmallGraphs.ofOneSize(64));
        assertThat(brought.notes()).singleElement().asString().contains("pictures of 64 x 64 alone");
        try (var probe = new ModelProbe(Files.write(folder.resolve("one.onnx"), brought.graph()))) {
            assertThat(probe.fixedSide()).hasValue(64);
            assertThat(probe.scale()).isEqualTo(1);
            assertThat(probe.alignment(1)).isEqualTo(64);
            assertThat(probe.radius(1, 64)).isEmpty();
            assertThat(probe.largest(1, 64, 1 << 30).side()).isEqualTo(64);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1})
    void whichNumbersMeanBlackIsFoundOut(int black) throws Exception {
        var brought = read(SmallGraphs.darkening(black));
        assertThat(brought.notes()).hasSize(-black);
        var picture = ProbePicture.photograph(40, 40, 1);
        assertThat(answer(brought.graph(), 40, 40).meanDifferenceTo(picture.times(0.98f)))
                .isCloseTo(0, within(1e-6));
    }

    @Test
    void whiteMayBe255() throws Exception {
        var brought = read(SmallGraphs.inBytes());
        assertThat(brought.notes()).singleElement().asString().contains("black is 0 and white 255");
        var picture = ProbePicture.photograph(40, 40, 1);
        assertThat(answer(brought.graph(), 40, 40).meanDifferenceTo(picture)).isCloseTo(2 / 255.0, within(1e-4));
    }

    /// A network of convolutions is nearer to its picture the larger the numbers are, as its biases are small then.
    @Test
    void whatIsRightWithinALevelIsInNoOtherRange() throws IOException {
        assertThat(read(SmallGraphs.brightening()).notes()).isEmpty();
    }

    @Test
    void aRangeThatIsSaidIsBelieved() throws IOException {
        Files.write(folder.resolve("a.onnx"), SmallGraphs.negative());
        var brought = ForeignModel.read(folder.resolve("a.onnx"), Optional.of(PictureRange.UNIT));
        assertThat(brought.graph()).isEqualTo(SmallGraphs.negative());
    }

    @Test
    void whatTurnsNoPictureIntoThatPictureIsRefusedByName() {
        refused(SmallGraphs.negative(), "is not that picture", "--range");
        refused(SmallGraphs.telling(), "y (floats of N x 3)", "makes none");
        refused(SmallGraphs.ofTwo(), "sigma (floats of 1)", "constants");
        refused(SmallGraphs.copying(-1, 1, -1, -1), "which has 1 where a picture has 3");
        refused(SmallGraphs.copying(-1, -1, -1, 3), "with the colours last", "colours first");
        refused(SmallGraphs.copying(1, 3, 48, 64), "not a square", "free height and width");
        refused(SmallGraphs.copying(-1, 3), "which is no picture");
    }

    @Test
    void aFileThatIsNoNetworkIsRefusedWithWhatToDo() {
        refused("PK and so on".getBytes(StandardCharsets.US_ASCII), "PyTorch", "torch.onnx.export");
        refused("hello".getBytes(StandardCharsets.US_ASCII), "no model that can be run");
        assertThatThrownBy(() -> ForeignModel.read(folder.resolve("nowhere.onnx"), Optional.empty()))
                .isInstanceOf(PermanentFailure.class)
                .hasMessageContaining("there is no such file");
    }

    @Test
    void weightsInASecondFileAreRefused() {
        var graph = new OnnxNodes.Message()
                .message(
                        OnnxFile.INITIALIZER_OF_GRAPH,
                        new OnnxNodes.Message()
                                .text(OnnxFile.NAME_OF_TENSOR, "w")
                                .number(14, 1));
        refused(
                new OnnxNodes.Message().message(OnnxFile.GRAPH_OF_MODEL, graph).bytes(),
                "in a second file",
                "onnx.save(onnx.load(\"a.onnx\")");
    }

    private ForeignModel read(byte[] graph) throws IOException {
        return ForeignModel.read(Files.write(folder.resolve("a.onnx"), graph), Optional.empty());
    }

    private void refused(byte[] graph, String... words) {
        assertThatThrownBy(() -> read(graph))
                .isInstanceOf(PermanentFailure.class)
                .satisfies(failure -> assertThat(failure.getMessage()).contains(words));
    }

    private static ProbePicture answer(byte[] graph, int width, int height) throws EngineFailure {
        var engine = Engine.installed();
        var provider = engine.providers(Device.CPU).getLast();
        try (var session = new ProbeSession(engine.open(provider, graph, 1, 0))) {
            return session.run(ProbePicture.photograph(width, height, 1));
        }
    }
}
