package dev.azulejo.inference.graph;

import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.util.Arrays;
import java.util.List;

/// Writes a model of pictures as an ONNX file, node by node: one input `input` and one output `output`, floats of
/// N x 3 x height x width whose batch, height and width are free. Operators are those of set 17 of
/// [ONNX](https://onnx.ai/onnx/operators/). Each method returns the name of what its node gives. Not thread-safe.
public final class OnnxGraph {
    /// The input's name that cards of such models state.
    public static final String INPUT = "input";

    public static final String OUTPUT = "output";

    private static final int OPERATORS = 17;
    private static final int IR_VERSION = 8; // the one of that set
    private static final int CHANNELS = 3;

    private final OnnxNodes nodes = new OnnxNodes("n");

    /// Adds a convolution with a step of one pixel and zeros around the picture, so that its answer has the
    /// picture's size.
    ///
    /// @param weights outputs x inputs x kernel x kernel
    /// @param biases one for each output channel
    /// @param kernel an odd number of pixels
    public String convolution(String picture, float[] weights, float[] biases, int kernel) {
        long pad = kernel / 2;
        return convolution(picture, weights, biases, kernel, 1, pad);
    }

    /// Adds a convolution with a step of two and zeros around the picture, so that its answer has half the
    /// sides.
    ///
    /// @param kernel an even number of pixels
    public String halved(String picture, float[] weights, float[] biases, int kernel) {
        return convolution(picture, weights, biases, kernel, 2, kernel / 2 - 1L);
    }

    private String convolution(String picture, float[] weights, float[] biases, int kernel, int step, long pad) {
        int outputs = biases.length;
        int inputs = weights.length / (outputs * kernel * kernel);
        if (weights.length != outputs * inputs * kernel * kernel) {
            throw new IllegalArgumentException("%d weights are no convolution to %d channels with a kernel of %d"
                    .formatted(weights.length, outputs, kernel));
        }
        return nodes.node(
                "Conv",
                List.of(
                        picture,
                        nodes.constants(weights, outputs, inputs, kernel, kernel),
                        nodes.constants(biases, outputs)),
                OnnxNodes.numbers("kernel_shape", kernel, kernel),
                OnnxNodes.numbers("strides", step, step),
                OnnxNodes.numbers("pads", pad, pad, pad, pad));
    }

    /// Adds an operator without attributes, such as `Relu` or `Mul`.
    public String node(String operator, String... inputs) {
        return nodes.node(operator, List.of(inputs));
    }

    /// Adds a function that multiplies negative samples by `slope` and leaves the others.
    public String leaky(String picture, float slope) {
        return nodes.node("LeakyRelu", List.of(picture), OnnxNodes.number("alpha", slope));
    }

    /// Adds a number to each sample.
    public String plus(String picture, float number) {
        return nodes.node("Add", List.of(picture, nodes.constant(number)));
    }

    /// Subtracts a number from each channel, another one for each.
    public String minus(String picture, float... channels) {
        return nodes.node("Sub", List.of(picture, nodes.constants(channels, 1, channels.length, 1, 1)));
    }

    /// Makes a plane as large as the picture from a number that the caller gives the model for each
    /// picture.
    ///
    /// @param input the name of N x 1 x 1 x 1 floats, which becomes an input of the model
    /// @param factor by which the number is multiplied
    public String told(String input, float factor, String picture) {
        nodes.numbersIn(input);
        var sides = nodes.node("Shape", List.of(picture), OnnxNodes.number("start", 2));
        var number = nodes.node("Mul", List.of(input, nodes.constant(factor)));
        return nodes.node("Expand", List.of(number, sides));
    }

    /// Joins the channels of several pictures of one size, one picture after the other.
    public String joined(List<String> pictures) {
        return nodes.node("Concat", pictures, OnnxNodes.number("axis", 1));
    }

    /// Repeats each of a picture's three channels `times` times in a row.
    public String repeated(String picture, int times) {
        var channels = new long[CHANNELS * times];
        Arrays.setAll(channels, channel -> channel / times);
        return nodes.node("Gather", List.of(picture, nodes.constants(channels)), OnnxNodes.number("axis", 1));
    }

    /// Enlarges a picture: each `factor`² consecutive channels become one square of pixels, row by row.
    public String shuffled(String picture, int factor) {
        return nodes.node(
                "DepthToSpace", List.of(picture), OnnxNodes.number("blocksize", factor), OnnxNodes.text("mode", "CRD"));
    }

    /// The bytes of the file, whose output is `answer`.
    public byte[] model(String answer) {
        nodes.named(OUTPUT, "Identity", List.of(answer));
        nodes.picturesIn(INPUT, CHANNELS, "height", "width");
        nodes.picturesOut(OUTPUT, CHANNELS, "outputHeight", "outputWidth");
        return new Message()
                .number(1, IR_VERSION)
                .text(2, "azulejo")
                .message(OnnxNodes.GRAPH_OF_MODEL, nodes.fields().text(2, "model"))
                .message(8, new Message().text(1, "").number(2, OPERATORS))
                .bytes();
    }
}
