package dev.azulejo.inference.face;

import dev.azulejo.inference.graph.OnnxFile;
import java.nio.ByteBuffer;
import java.util.List;

/// A node of BlazeFace's graph.
///
/// @param stride of a convolution; 1 for others
/// @param before rows and columns of zeros that a convolution puts above and to the left
record FaceNode(String type, List<String> inputs, String output, int stride, int before) {
    static FaceNode read(ByteBuffer node) {
        return new FaceNode(
                OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE).getFirst(),
                OnnxFile.texts(node, OnnxFile.INPUT_OF_NODE),
                OnnxFile.texts(node, OnnxFile.OUTPUT_OF_NODE).getFirst(),
                first(node, "strides", 1),
                first(node, "pads", 0));
    }

    private static int first(ByteBuffer node, String attribute, int otherwise) {
        var numbers = OnnxFile.numbers(node, attribute);
        return numbers.isEmpty() ? otherwise : Math.toIntExact(numbers.getFirst());
    }
}
