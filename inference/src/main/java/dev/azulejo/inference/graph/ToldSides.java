package dev.azulejo.inference.graph;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.inference.engine.Tensor;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.graph.OnnxFile.Name;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/// Rewrites a model of [ShrinkingGraph] so that one more input tells it at each run which sides of the tile
/// lie within the image. One session then serves all kinds of tiles, which pays off where opening one is
/// slow. It needs a graph in which no convolution pads, and only the constants say what stands outside.
public final class ToldSides {
    /// Four numbers, in the order of [ShrinkingGraph#OUTSIDE]: 1 where something stands outside, else 0.
    public static final String INPUT = "azulejo_outside";

    private static final int COUNT = ShrinkingGraph.OUTSIDE.size();

    private ToldSides() {}

    public static Map<String, TensorShape> inputs() {
        return Map.of(INPUT, new TensorShape(TensorShape.Kind.FLOATS, COUNT));
    }

    public static Tensor told(Sides inner) {
        var outside = new float[COUNT];
        for (int side = 0; side < COUNT; side++) {
            outside[side] = ShrinkingGraph.inOrder(inner).get(side) ? 0 : 1;
        }
        return new Tensor.Floats(FloatBuffer.wrap(outside), COUNT);
    }

    /// The rewritten model; empty if it cannot be rewritten.
    public static Optional<byte[]> of(byte[] model) {
        return OnnxFile.read(() -> told(model), Optional.empty());
    }

    private static Optional<byte[]> told(byte[] model) {
        var made = model.clone();
        var graph =
                OnnxFile.parts(ByteBuffer.wrap(made), OnnxFile.GRAPH_OF_MODEL).getFirst();
        if (nodes(graph).anyMatch(ToldSides::pads)) {
            return Optional.empty();
        }
        var constants = OnnxFile.parts(graph.duplicate(), OnnxFile.INITIALIZER_OF_GRAPH).stream()
                .flatMap(constant -> OnnxFile.parts(constant, OnnxFile.NAME_OF_TENSOR).stream())
                .map(Name::new)
                .toList();
        var nodes = new OnnxNodes("azulejo_sides_");
        var told = nodes.node(
                "Cast", List.of(nodes.input(INPUT, OnnxNodes.FLOAT, COUNT)), OnnxNodes.number("to", OnnxNodes.INT64));
        for (int side = 0; side < COUNT; side++) {
            var wanted = Name.of(ShrinkingGraph.OUTSIDE.get(side));
            var constant = constants.stream().filter(wanted::is).findFirst();
            if (constant.isEmpty()) {
                return Optional.empty();
            }
            var one = nodes.node("Gather", List.of(told, nodes.constants(side)));
            nodes.named(wanted.text(), "Mul", List.of(constant.get().hidden(), one));
        }
        return Optional.of(nodes.before(made));
    }

    private static Stream<ByteBuffer> nodes(ByteBuffer graph) {
        return OnnxFile.parts(graph.duplicate(), OnnxFile.NODE_OF_GRAPH).stream();
    }

    private static boolean pads(ByteBuffer node) {
        return OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE).contains("Conv")
                && OnnxFile.numbers(node, "pads").stream().anyMatch(px -> px != 0);
    }
}
