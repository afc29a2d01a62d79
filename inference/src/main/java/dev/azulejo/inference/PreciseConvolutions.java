package dev.azulejo.inference;

import dev.azulejo.core.failure.PermanentFailure;
import dev.azulejo.inference.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
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
            throw refuse(model, missing, "which is no convolution of its graph");
        }
        return made.bytes();
    }

    private static Message graph(InstalledModel model, ByteBuffer graph, Set<String> missing) {
        var made = new Message();
        for (var field : OnnxFile.fields(graph)) {
            var convolution = field.number() == OnnxFile.NODE_OF_GRAPH
                    ? Convolution.of(field.part(), missing)
                    : Optional.<Convolution>empty();
            if (convolution.isPresent()) {
                missing.remove(convolution.get().given);
                made.copy(ByteBuffer.wrap(transposed(model, convolution.get()).bytes()));
            } else {
                made.copy(field.bytes());
            }
        }
        return made;
    }

    /// @param read picture, weights, and perhaps biases
    private record Convolution(String given, List<String> read, ByteBuffer node) {
        static Optional<Convolution> of(ByteBuffer node, Set<String> names) {
            if (!OnnxFile.texts(node, OnnxFile.TYPE_OF_NODE).contains("Conv")) {
                return Optional.empty();
            }
            var given = OnnxFile.texts(node, OnnxFile.OUTPUT_OF_NODE).getFirst();
            return names.contains(given)
                    ? Optional.of(new Convolution(given, OnnxFile.texts(node, OnnxFile.INPUT_OF_NODE), node))
                    : Optional.empty();
        }
    }

    private static Message transposed(InstalledModel model, Convolution convolution) {
        var kernel = OnnxFile.numbers(convolution.node, "kernel_shape");
        var pads = OnnxFile.numbers(convolution.node, "pads");
        if (kernel.size() != 2
                || pads.size() != 4
                || !List.of(1L, 1L).equals(OnnxFile.numbers(convolution.node, "strides"))
                || isOther(convolution, "dilations")
                || isOther(convolution, "group")) {
            throw refuse(
                    model, Set.of(convolution.given), "which is no plain convolution of two dimensions and step 1");
        }
        var nodes = new OnnxNodes("azulejo_precise_%s_".formatted(convolution.given));
        var inputs = new ArrayList<>(convolution.read);
        var weights = nodes.node("Transpose", List.of(inputs.get(1)), OnnxNodes.numbers("perm", 1, 0, 2, 3));
        for (int axis = 0; axis < 2; axis++) {
            long last = kernel.get(axis) - 1;
            var reversed = LongStream.rangeClosed(0, last).map(i -> last - i).toArray();
            weights = nodes.node(
                    "Gather", List.of(weights, nodes.constants(reversed)), OnnxNodes.number("axis", 2L + axis));
        }
        inputs.set(1, weights);
        var cut = IntStream.range(0, 4)
                .mapToLong(side -> kernel.get(side % 2) - 1 - pads.get(side))
                .toArray();
        nodes.named(
                convolution.given,
                "ConvTranspose",
                inputs,
                OnnxNodes.numbers("kernel_shape", kernel.get(0), kernel.get(1)),
                OnnxNodes.numbers("pads", cut));
        return nodes.fields();
    }

    private static boolean isOther(Convolution convolution, String attribute) {
        return OnnxFile.numbers(convolution.node, attribute).stream().anyMatch(number -> number != 1);
    }

    private static PermanentFailure refuse(InstalledModel model, Set<String> names, String why) {
        return new PermanentFailure(
                "%s: precise names %s, %s".formatted(model.cardFile(), String.join(", ", names), why), null);
    }
}
