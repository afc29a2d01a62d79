package dev.azulejo.inference.face;

import static java.util.Objects.requireNonNull;

import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.OnnxFile.Name;
import dev.azulejo.inference.graph.OnnxNodes;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Runs the graph of BlazeFace in Java, without an engine: convolutions, sums and maxima of square maps.
/// Java's floats are the same on every machine, so the bits are the same everywhere. Immutable; concurrent
/// runs are allowed.
final class FaceGraph {
    private static final int SIDES_OF_TENSOR = 1;
    private static final int TYPE_OF_TENSOR = 2;
    private static final int NUMBERS_OF_TENSOR = 7;

    private final List<FaceNode> nodes = new ArrayList<>();
    private final Map<String, Weights> weights = new HashMap<>();
    private final List<String> outputs;

    /// A constant of the graph.
    ///
    /// @param floats empty if it has whole numbers
    /// @param numbers empty if it has floats
    private record Weights(int[] sides, float[] floats, int[] numbers) {}

    /// @param model bytes of the ONNX file
    FaceGraph(byte[] model) {
        for (var graph : OnnxFile.parts(ByteBuffer.wrap(model), OnnxFile.GRAPH_OF_MODEL)) {
            OnnxFile.parts(graph.duplicate(), OnnxFile.INITIALIZER_OF_GRAPH).forEach(this::add);
            OnnxFile.parts(graph, OnnxFile.NODE_OF_GRAPH).stream()
                    .map(FaceNode::read)
                    .forEach(nodes::add);
        }
        outputs = OnnxFile.names(model).outputs().stream().map(Name::text).toList();
    }

    private void add(ByteBuffer tensor) {
        var floats = new float[0];
        if (OnnxFile.numbers(tensor, TYPE_OF_TENSOR).contains((long) OnnxNodes.FLOAT)) {
            var raw = OnnxFile.parts(tensor.duplicate(), OnnxFile.RAW_DATA_OF_TENSOR)
                    .getFirst()
                    .order(ByteOrder.LITTLE_ENDIAN);
            floats = new float[raw.remaining() / Float.BYTES];
            raw.asFloatBuffer().get(floats);
        }
        weights.put(
                OnnxFile.texts(tensor, OnnxFile.NAME_OF_TENSOR).getFirst(),
                new Weights(ints(tensor, SIDES_OF_TENSOR), floats, ints(tensor, NUMBERS_OF_TENSOR)));
    }

    private static int[] ints(ByteBuffer tensor, int field) {
        return OnnxFile.numbers(tensor, field).stream()
                .mapToInt(Math::toIntExact)
                .toArray();
    }

    /// @param picture the only input
    /// @return the outputs in the graph's order
    List<FaceMap> run(FaceMap picture) {
        var made = new HashMap<String, FaceMap>();
        for (var node : nodes) {
            made.put(node.output(), result(node, made, picture));
        }
        return outputs.stream().map(name -> requireNonNull(made.get(name))).toList();
    }

    private FaceMap result(FaceNode node, Map<String, FaceMap> made, FaceMap picture) {
        var first = made.getOrDefault(node.inputs().getFirst(), picture);
        return switch (node.type()) {
            case "Transpose", "Reshape" -> first; // maps stay plane by plane here
            case "Conv" -> convolved(node, first);
            case "Relu" -> first.withoutNegatives();
            case "Add" -> first.plus(requireNonNull(made.get(node.inputs().get(1))));
            case "MaxPool" -> first.halved();
            case "ConstantOfShape" -> zeros(of(node, 0).numbers);
            case "Concat" ->
                first.followedBy(requireNonNull(made.get(node.inputs().get(1))));
            default -> throw new IllegalStateException("BlazeFace has no nodes of type " + node.type());
        };
    }

    private static FaceMap zeros(int[] shape) {
        return FaceMap.zeros(shape[1], shape[2]);
    }

    private FaceMap convolved(FaceNode node, FaceMap map) {
        var kernel = of(node, 1);
        var bias = node.inputs().size() > 2 ? of(node, 2).floats : new float[0];
        boolean isOfEach = kernel.sides[1] == 1;
        return map.convolved(
                new FaceMap.Kernel(
                        kernel.floats, kernel.sides[0], kernel.sides[2], node.stride(), node.before(), isOfEach),
                bias);
    }

    private Weights of(FaceNode node, int input) {
        return requireNonNull(weights.get(node.inputs().get(input)));
    }
}
