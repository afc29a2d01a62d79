package dev.azulejo.inference.graph;

import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the weights of an ONNX file for further training, and writes them into it again: constants of 32 or 16 bits
/// that lie in it as raw bytes.
public final class OnnxWeights {
    private static final int TYPE_OF_TENSOR = 2;
    private static final long FLOAT16 = 10;

    private OnnxWeights() {}

    /// The weights and biases of a convolution, in the order of the file.
    ///
    /// @param weights outputs x inputs x kernel x kernel
    public record Convolution(float[] weights, float[] biases) {}

    /// All constants by their names; empty if the file is no model.
    public static Map<String, float[]> named(byte[] model) {
        return OnnxFile.read(() -> tensors(model), Map.of());
    }

    /// The convolutions that have biases, in the order of the graph.
    public static List<Convolution> convolutions(byte[] model) {
        return OnnxFile.read(() -> found(model), List.of());
    }

    private static List<Convolution> found(byte[] model) {
        var tensors = tensors(model);
        var found = new ArrayList<Convolution>();
        for (var graph : OnnxFile.parts(ByteBuffer.wrap(model), OnnxFile.GRAPH_OF_MODEL)) {
            for (var node : OnnxFile.parts(graph, OnnxFile.NODE_OF_GRAPH)) {
                var inputs = OnnxFile.texts(node, OnnxFile.INPUT_OF_NODE);
                if (OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE).contains("Conv") && inputs.size() == 3) {
                    var weights = tensors.get(inputs.get(1));
                    var biases = tensors.get(inputs.get(2));
                    if (weights != null && biases != null) {
                        found.add(new Convolution(weights, biases));
                    }
                }
            }
        }
        return found;
    }

    /// The same graph with other constants.
    ///
    /// @param values by the names of all constants that are replaced; where the file has 16 bits they are rounded
    public static byte[] replaced(byte[] model, Map<String, float[]> values) {
        return new Message()
                .changed(ByteBuffer.wrap(model), OnnxFile.GRAPH_OF_MODEL, graph -> Optional.of(replaced(graph, values)))
                .bytes();
    }

    private static byte[] replaced(ByteBuffer graph, Map<String, float[]> values) {
        return new Message()
                .changed(
                        graph,
                        OnnxFile.INITIALIZER_OF_GRAPH,
                        tensor -> Optional.ofNullable(values.get(name(tensor))).map(others -> tensor(tensor, others)))
                .bytes();
    }

    private static byte[] tensor(ByteBuffer tensor, float[] values) {
        var raw = raw(values, isHalf(tensor));
        return new Message()
                .changed(tensor, OnnxFile.RAW_DATA_OF_TENSOR, _ -> Optional.of(raw))
                .bytes();
    }

    private static byte[] raw(float[] values, boolean isHalf) {
        var raw = ByteBuffer.allocate(values.length * (isHalf ? Short.BYTES : Float.BYTES))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            if (isHalf) {
                raw.putShort(Float.floatToFloat16(value));
            } else {
                raw.putFloat(value);
            }
        }
        return raw.array();
    }

    private static String name(ByteBuffer tensor) {
        return OnnxFile.texts(tensor, OnnxFile.NAME_OF_TENSOR).getFirst();
    }

    private static boolean isHalf(ByteBuffer tensor) {
        return OnnxFile.numbers(tensor, TYPE_OF_TENSOR).getFirst() == FLOAT16;
    }

    private static Map<String, float[]> tensors(byte[] model) {
        var found = new HashMap<String, float[]>();
        for (var graph : OnnxFile.parts(ByteBuffer.wrap(model), OnnxFile.GRAPH_OF_MODEL)) {
            for (var tensor : OnnxFile.parts(graph, OnnxFile.INITIALIZER_OF_GRAPH)) {
                long type = OnnxFile.numbers(tensor, TYPE_OF_TENSOR).getFirst();
                var raw = OnnxFile.parts(tensor.duplicate(), OnnxFile.RAW_DATA_OF_TENSOR);
                if (!raw.isEmpty() && (type == OnnxNodes.FLOAT || type == FLOAT16)) {
                    found.put(name(tensor), floats(raw.getFirst().order(ByteOrder.LITTLE_ENDIAN), isHalf(tensor)));
                }
            }
        }
        return found;
    }

    private static float[] floats(ByteBuffer raw, boolean isHalf) {
        var floats = new float[raw.remaining() / (isHalf ? Short.BYTES : Float.BYTES)];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = isHalf ? Float.float16ToFloat(raw.getShort()) : raw.getFloat();
        }
        return floats;
    }
}
