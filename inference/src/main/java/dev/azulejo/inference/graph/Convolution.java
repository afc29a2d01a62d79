package dev.azulejo.inference.graph;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A convolution of a graph, and what can be written in its place. Names are those in the graph.
///
/// @param given its output
/// @param read picture, weights, and perhaps biases
/// @param kernel its height and width
/// @param pads above, on the left, below, on the right
/// @param isPlain whether it has two dimensions and a step of one pixel, and each output channel reads all
///     input channels
public record Convolution(String given, List<String> read, List<Long> kernel, List<Long> pads, boolean isPlain) {
    /// Reads a convolution from a node; empty if the node is none.
    public static Optional<Convolution> of(ByteBuffer node) {
        if (!OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE).contains("Conv")) {
            return Optional.empty();
        }
        var kernel = OnnxFile.numbers(node, "kernel_shape");
        var pads = OnnxFile.numbers(node, "pads");
        boolean isPlain = kernel.size() == 2
                && pads.size() == 4
                && isOne(OnnxFile.numbers(node, "strides"))
                && isOne(OnnxFile.numbers(node, "dilations"))
                && isOne(OnnxFile.numbers(node, "group"));
        return Optional.of(new Convolution(
                OnnxFile.texts(node, OnnxFile.OUTPUT_OF_NODE).getFirst(),
                OnnxFile.texts(node, OnnxFile.INPUT_OF_NODE),
                kernel,
                pads,
                isPlain));
    }

    /// Whether all numbers are 1, which ONNX also means where an attribute is missing.
    private static boolean isOne(List<Long> numbers) {
        return numbers.stream().allMatch(number -> number == 1);
    }

    private static Convolution plain(String given, List<String> read, Convolution like) {
        return new Convolution(given, read, like.kernel, like.pads, true);
    }

    public boolean isOfOnePixel() {
        return isPlain && kernel.equals(List.of(1L, 1L)) && pads.stream().allMatch(px -> px == 0);
    }

    public String picture() {
        return read.getFirst();
    }

    private String weights() {
        return read.get(1);
    }

    private Optional<String> biases() {
        return read.stream().skip(2).findFirst();
    }

    /// Joins this convolution of one pixel with the one that it reads. It only mixes channels, so its
    /// weights are a matrix.
    public Convolution joinedWith(Convolution inner, OnnxNodes nodes) {
        var matrix = matrix(weights(), nodes);
        var product = nodes.node("MatMul", List.of(matrix, matrix(inner.weights(), nodes)));
        var shape = nodes.constants(0, -1, inner.kernel.get(0), inner.kernel.get(1));
        var joined = new ArrayList<>(List.of(inner.picture(), nodes.node("Reshape", List.of(product, shape))));
        var biases = new ArrayList<String>();
        inner.biases().ifPresent(bias -> biases.add(nodes.node("MatMul", List.of(matrix, bias))));
        biases().ifPresent(biases::add);
        if (!biases.isEmpty()) {
            joined.add(biases.size() == 1 ? biases.getFirst() : nodes.node("Add", biases));
        }
        return plain(given, joined, inner);
    }

    private static String matrix(String weights, OnnxNodes nodes) {
        return nodes.node("Reshape", List.of(weights, nodes.constants(0, -1)));
    }

    /// Rewrites the part of this convolution that reads one term of a sum, where `inner` makes that term
    /// from a picture of three channels. It reads the neighbours of each pixel in that picture instead, and
    /// a one if `inner` has biases: fewer channels than that gives. Both are zero outside the image, so
    /// padding stays the same.
    public Convolution ofNeighbours(Convolution inner, OnnxNodes nodes) {
        int taps = Math.toIntExact(inner.kernel.get(0) * inner.kernel.get(1));
        int neighbours = 3 * taps;
        int channels = neighbours + (inner.biases().isPresent() ? 1 : 0);
        var picks = new float[channels * neighbours];
        for (int channel = 0; channel < neighbours; channel++) {
            picks[channel * neighbours + channel] = 1;
        }
        var ones = new float[channels];
        ones[channels - 1] = channels > neighbours ? 1 : 0;
        var seen = plain(
                nodes.name(),
                List.of(
                        inner.picture(),
                        nodes.constants(picks, channels, 3, inner.kernel.get(0), inner.kernel.get(1)),
                        nodes.constants(ones, channels)),
                inner);
        seen.writeTransposed(nodes);

        var columns = new ArrayList<>(List.of(matrix(inner.weights(), nodes)));
        inner.biases().ifPresent(bias -> columns.add(nodes.node("Reshape", List.of(bias, nodes.constants(-1, 1)))));
        var matrix = nodes.node("Concat", columns, OnnxNodes.number("axis", 1));
        var last = nodes.node("Transpose", List.of(weights()), OnnxNodes.numbers("perm", 0, 2, 3, 1));
        var product = nodes.node("MatMul", List.of(last, matrix));
        var read = new ArrayList<>(
                List.of(seen.given, nodes.node("Transpose", List.of(product), OnnxNodes.numbers("perm", 0, 3, 1, 2))));
        biases().ifPresent(read::add);
        return plain(nodes.name(), read, this);
    }

    /// Writes this convolution for another picture, without biases.
    ///
    /// @return the name of its output
    public String write(String picture, OnnxNodes nodes) {
        return nodes.node(
                "Conv",
                List.of(picture, weights()),
                OnnxNodes.numbers("kernel_shape", kernel.get(0), kernel.get(1)),
                OnnxNodes.numbers("pads", pads.stream().mapToLong(px -> px).toArray()));
    }

    /// Writes this convolution as a transposed one, which computes the same: with a step of one pixel it is
    /// a convolution whose weights are turned over, inputs for outputs, and which pads by what the other
    /// leaves out ([A guide to convolution arithmetic, 4.2](https://arxiv.org/abs/1603.07285)).
    public void writeTransposed(OnnxNodes nodes) {
        var turned = nodes.node("Transpose", List.of(weights()), OnnxNodes.numbers("perm", 1, 0, 2, 3));
        for (int axis = 0; axis < 2; axis++) {
            long last = kernel.get(axis) - 1;
            var reversed = LongStream.rangeClosed(0, last).map(i -> last - i).toArray();
            turned = nodes.node(
                    "Gather", List.of(turned, nodes.constants(reversed)), OnnxNodes.number("axis", 2L + axis));
        }
        var inputs = new ArrayList<>(read);
        inputs.set(1, turned);
        var cut = IntStream.range(0, 4)
                .mapToLong(side -> kernel.get(side % 2) - 1 - pads.get(side))
                .toArray();
        nodes.named(
                given,
                "ConvTranspose",
                inputs,
                OnnxNodes.numbers("kernel_shape", kernel.get(0), kernel.get(1)),
                OnnxNodes.numbers("pads", cut));
    }
}
