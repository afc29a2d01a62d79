package dev.azulejo.inference.graph;

import dev.azulejo.inference.graph.OnnxFile.Name;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

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
        var made = new Message()
                .changed(ByteBuffer.wrap(model), OnnxFile.GRAPH_OF_MODEL, graph -> Optional.of(graph(graph, half)));
        return constants.appendedTo(made.bytes());
    }

    private static byte[] graph(ByteBuffer graph, String half) {
        return new Message()
                .changed(graph, OnnxFile.NODE_OF_GRAPH, node -> instead(node, half))
                .bytes();
    }

    /// What stands in the place of a node; nothing if it stays.
    private static Optional<byte[]> instead(ByteBuffer node, String half) {
        var called = called(node.duplicate());
        if (called.startsWith("Copied_")) {
            return Optional.of(node("Identity", node, List.of()).bytes());
        }
        return called.startsWith("Halved_")
                ? Optional.of(node("Mul", node, List.of(half)).bytes())
                : Optional.empty();
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
