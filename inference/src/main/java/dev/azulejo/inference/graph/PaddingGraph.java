package dev.azulejo.inference.graph;

import dev.azulejo.inference.graph.OnnxFile.Name;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.List;

/// Rewrites a model of [ShrinkingGraph] for use where it always pads. Convolutions in it that only crop
/// then copy or halve their input, at the price of a convolution. They are replaced by nodes that runtimes
/// leave out, or fuse with what follows. Such convolutions are recognised by the names that
/// `models/convert` gives them.
public final class PaddingGraph {
    private PaddingGraph() {}

    /// The rewritten model; the same bytes if they are no model, as another engine may read them.
    public static byte[] of(byte[] model) {
        return OnnxFile.read(() -> padding(model), model);
    }

    private static byte[] padding(byte[] model) {
        var constants = new OnnxNodes("azulejo_padding_");
        var half = constants.constant(0.5f);
        var made = new Message();
        for (var field : OnnxFile.fields(ByteBuffer.wrap(model))) {
            if (field.number() == OnnxFile.GRAPH_OF_MODEL) {
                made.message(OnnxFile.GRAPH_OF_MODEL, graph(field.part(), half));
            } else {
                made.copy(field.bytes());
            }
        }
        return constants.appendedTo(made.bytes());
    }

    private static Message graph(ByteBuffer graph, String half) {
        var made = new Message();
        for (var field : OnnxFile.fields(graph)) {
            var called = field.number() == OnnxFile.NODE_OF_GRAPH ? called(field.part()) : "";
            if (called.startsWith("Copied_")) {
                made.message(OnnxFile.NODE_OF_GRAPH, node("Identity", field.part(), List.of()));
            } else if (called.startsWith("Halved_")) {
                made.message(OnnxFile.NODE_OF_GRAPH, node("Mul", field.part(), List.of(half)));
            } else {
                made.copy(field.bytes());
            }
        }
        return made;
    }

    private static String called(ByteBuffer node) {
        return OnnxFile.parts(node, OnnxFile.NAME_OF_NODE).stream()
                .map(name -> new Name(name).text())
                .findFirst()
                .orElse("");
    }

    private static Message node(String type, ByteBuffer convolution, List<String> operands) {
        var read = new Name(
                OnnxFile.parts(convolution.duplicate(), OnnxFile.INPUT_OF_NODE).getFirst());
        var given =
                new Name(OnnxFile.parts(convolution, OnnxFile.OUTPUT_OF_NODE).getFirst());
        var node = new Message().text(OnnxFile.INPUT_OF_NODE, read.text());
        operands.forEach(operand -> node.text(OnnxFile.INPUT_OF_NODE, operand));
        return node.text(OnnxFile.OUTPUT_OF_NODE, given.text()).text(OnnxFile.TYPE_OF_NODE, type);
    }
}
