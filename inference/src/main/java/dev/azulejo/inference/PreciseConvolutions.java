package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Keeps some convolutions of a model in 32 bits where an engine computes the others in 16: those through which the
/// picture itself goes, not only what is found in it. Rounding there moves whole areas by a level, and white is white
/// no longer.
///
/// OpenVINO leaves what follows the last convolution in 32 bits ("skip low-precision enforcement for the tail of the
/// graph"), on each way to an answer. Transposed convolutions are none to it. So each of these is written as one, which
/// computes the same: with a step of one pixel it is a convolution whose weights are turned over, inputs for outputs,
/// and which pads by what the other leaves out
/// ([A guide to convolution arithmetic, 4.2](https://arxiv.org/abs/1603.07285)).
///
/// One of a single pixel that reads another convolution is written as one with it. For others who read that one, it
/// stays as it is.
final class PreciseConvolutions {
    private PreciseConvolutions() {}

    /// The model as it is opened on a provider: where that computes in 16 bits, with those that the card names as
    /// precise in 32. The same bytes where they are no model.
    ///
    /// @throws PermanentFailure when the card names something else than convolutions with a step of one pixel
    static byte[] of(InstalledModel model, Provider provider, byte[] weights) {
        if (model.precise().isEmpty() || !provider.isBf16()) {
            return weights;
        }
        return OnnxFile.read(() -> written(model, weights), weights);
    }

    private static byte[] written(InstalledModel model, byte[] weights) {
        var made = new Message();
        var missing = new HashSet<>(model.precise());
        for (var field : OnnxFile.fields(ByteBuffer.wrap(weights))) {
            if (field.number() == OnnxFile.GRAPH_OF_MODEL) {
                made.message(OnnxFile.GRAPH_OF_MODEL, graph(model, field.part(), missing));
            } else {
                made.copy(field.bytes());
            }
        }
        if (!missing.isEmpty()) {
            throw refuse(model, String.join(", ", missing), "which is no convolution of its graph");
        }
        return made.bytes();
    }

    private static Message graph(InstalledModel model, ByteBuffer graph, Set<String> missing) {
        var made = new Message();
        var before = new HashMap<String, Convolution>();
        for (var field : OnnxFile.fields(graph)) {
            var convolution = field.number() == OnnxFile.NODE_OF_GRAPH
                    ? Convolution.of(field.part())
                    : Optional.<Convolution>empty();
            convolution.ifPresent(each -> before.put(each.given, each));
            if (convolution.isPresent() && missing.remove(convolution.get().given)) {
                made.copy(ByteBuffer.wrap(
                        precise(model, convolution.get(), before).bytes()));
            } else {
                made.copy(field.bytes());
            }
        }
        return made;
    }

    /// One of two dimensions.
    ///
    /// @param read picture, weights, and perhaps biases
    /// @param kernel its height and width
    /// @param pads above, on the left, below, on the right
    /// @param isPlain whether it goes from pixel to pixel, and all its channels read all that there are
    private record Convolution(String given, List<String> read, List<Long> kernel, List<Long> pads, boolean isPlain) {
        static Optional<Convolution> of(ByteBuffer node) {
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

        /// Where an attribute is missing, ONNX means 1.
        private static boolean isOne(List<Long> numbers) {
            return numbers.stream().allMatch(number -> number == 1);
        }

        boolean isOfOnePixel() {
            return isPlain && kernel.equals(List.of(1L, 1L)) && pads.stream().allMatch(px -> px == 0);
        }

        String weights() {
            return read.get(1);
        }

        Optional<String> biases() {
            return read.stream().skip(2).findFirst();
        }
    }

    /// @param before convolutions that stand before it in the graph, and itself
    private static Message precise(InstalledModel model, Convolution convolution, Map<String, Convolution> before) {
        if (!convolution.isPlain) {
            throw refuse(model, convolution.given, "which is no plain convolution of two dimensions and step 1");
        }
        var nodes = new OnnxNodes("azulejo_precise_%s_".formatted(convolution.given));
        var inner = before.get(convolution.read.getFirst());
        var whole = convolution.isOfOnePixel() && inner != null && inner.isPlain
                ? joined(nodes, inner, convolution)
                : convolution;
        transpose(nodes, whole);
        return nodes.fields();
    }

    /// One after another as one: `outer` mixes channels alone, so its weights are a matrix.
    private static Convolution joined(OnnxNodes nodes, Convolution inner, Convolution outer) {
        var matrix = nodes.node("Reshape", List.of(outer.weights(), nodes.constants(0, -1)));
        var each = nodes.node("Reshape", List.of(inner.weights(), nodes.constants(0, -1)));
        var product = nodes.node("MatMul", List.of(matrix, each));
        var shape = nodes.constants(0, -1, inner.kernel.get(0), inner.kernel.get(1));
        var read = new ArrayList<>(List.of(inner.read.getFirst(), nodes.node("Reshape", List.of(product, shape))));
        var biases = new ArrayList<String>();
        inner.biases().ifPresent(its -> biases.add(nodes.node("MatMul", List.of(matrix, its))));
        outer.biases().ifPresent(biases::add);
        if (!biases.isEmpty()) {
            read.add(biases.size() == 1 ? biases.getFirst() : nodes.node("Add", biases));
        }
        return new Convolution(outer.given, read, inner.kernel, inner.pads, true);
    }

    private static void transpose(OnnxNodes nodes, Convolution convolution) {
        var kernel = convolution.kernel;
        var weights = nodes.node("Transpose", List.of(convolution.weights()), OnnxNodes.numbers("perm", 1, 0, 2, 3));
        for (int axis = 0; axis < 2; axis++) {
            long last = kernel.get(axis) - 1;
            var reversed = LongStream.rangeClosed(0, last).map(i -> last - i).toArray();
            weights = nodes.node(
                    "Gather", List.of(weights, nodes.constants(reversed)), OnnxNodes.number("axis", 2L + axis));
        }
        var inputs = new ArrayList<>(convolution.read);
        inputs.set(1, weights);
        var cut = IntStream.range(0, 4)
                .mapToLong(side -> kernel.get(side % 2) - 1 - convolution.pads.get(side))
                .toArray();
        nodes.named(
                convolution.given,
                "ConvTranspose",
                inputs,
                OnnxNodes.numbers("kernel_shape", kernel.get(0), kernel.get(1)),
                OnnxNodes.numbers("pads", cut));
    }

    private static PermanentFailure refuse(InstalledModel model, String names, String why) {
        return new PermanentFailure("%s: precise names %s, %s".formatted(model.cardFile(), names, why), null);
    }
}
