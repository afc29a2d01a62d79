package dev.azulejo.inference;

import dev.azulejo.inference.graph.OnnxFile;
import dev.azulejo.inference.graph.OnnxNodes;
import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.util.Arrays;
import java.util.List;

/// ONNX files of a node or two, as users may bring them.
public final class SmallGraphs {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 17;

    private SmallGraphs() {}

    /// A network that sharpens a little by a convolution of three pixels, of any size.
    public static byte[] sharpening() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        sharpen(graph, "x", "y");
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// The sharpening network, declared for squares of one side.
    public static byte[] fixed(int side) {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", 1, 3, side, side);
        sharpen(graph, "x", "y");
        graph.pictureOutput("y", 1, 3, side, side);
        return file(graph);
    }

    /// A network for squares of only one side, as it depends on their number of pixels; each pixel of the
    /// answer is partly as bright as the opposite pixel.
    public static byte[] ofOneSize(int side) {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", 1, 3, side, side);
        var flat = graph.node("Reshape", List.of("x", graph.constants(1, 3, (long) side * side)));
        var means = graph.node("ReduceMean", List.of(flat), OnnxNodes.numbers("axes", 2));
        var spread = graph.node("Sub", List.of(flat, means));
        var stronger = graph.node("Mul", List.of(spread, graph.constant(1.05f)));
        var moved = graph.node("Add", List.of(stronger, means));
        graph.named("y", "Reshape", List.of(moved, graph.constants(1, 3, side, side)));
        graph.pictureOutput("y", 1, 3, side, side);
        return file(graph);
    }

    /// A network that adds a part of the mean of all it sees.
    public static byte[] pooling() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        var means = graph.node("GlobalAveragePool", List.of("x"));
        var moved = graph.node("Mul", List.of(means, graph.constant(0.1f)));
        var less = graph.node("Mul", List.of("x", graph.constant(0.9f)));
        graph.named("y", "Add", List.of(less, moved));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// A network that darkens all samples a little, by how far they are from black.
    public static byte[] darkening(float black) {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        var above = graph.node("Relu", List.of(graph.node("Sub", List.of("x", graph.constant(black)))));
        var less = graph.node("Mul", List.of(above, graph.constant(0.98f)));
        graph.named("y", "Add", List.of(less, graph.constant(black)));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// A network that adds two levels, clipped at 255: next to nothing if white is 255.
    public static byte[] inBytes() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        var moved = graph.node("Add", List.of("x", graph.constant(2)));
        graph.named("y", "Clip", List.of(moved, graph.constant(0), graph.constant(255)));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// A network that adds three quarters of a level if white is 1, and next to nothing of anything larger.
    public static byte[] brightening() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        graph.named("y", "Add", List.of("x", graph.constant(0.003f)));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// A network that inverts each pixel.
    public static byte[] negative() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        graph.named("y", "Sub", List.of(graph.constant(1), "x"));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    /// A network that returns its input, of any shape.
    public static byte[] copying(long... sides) {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", sides);
        graph.named("y", "Relu", List.of("x"));
        graph.pictureOutput("y", sides);
        return file(graph);
    }

    /// A network that gives a number for each colour of a picture.
    public static byte[] telling() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        graph.named("y", "Flatten", List.of(graph.node("GlobalAveragePool", List.of("x"))));
        graph.pictureOutput("y", -1, 3);
        return file(graph);
    }

    /// A network that also reads a number.
    public static byte[] ofTwo() {
        var graph = new OnnxNodes("c");
        graph.pictureInput("x", -1, 3, -1, -1);
        graph.pictureInput("sigma", 1);
        graph.named("y", "Add", List.of("x", "sigma"));
        graph.pictureOutput("y", -1, 3, -1, -1);
        return file(graph);
    }

    private static void sharpen(OnnxNodes graph, String input, String output) {
        var weights = new float[3 * 3 * 9];
        for (int band = 0; band < 3; band++) {
            int from = (band * 3 + band) * 9;
            Arrays.fill(weights, from, from + 9, -0.02f);
            weights[from + 4] = 1.16f;
        }
        var kernel = graph.constants(weights, 3, 3, 3, 3);
        graph.named(output, "Conv", List.of(input, kernel), OnnxNodes.numbers("pads", 1, 1, 1, 1));
    }

    private static byte[] file(OnnxNodes graph) {
        return new Message()
                .number(1, IR_VERSION)
                .message(OnnxFile.GRAPH_OF_MODEL, graph.fields())
                .message(8, new Message().text(1, "").number(2, OPSET))
                .bytes();
    }
}
