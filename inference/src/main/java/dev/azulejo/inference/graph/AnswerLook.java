package dev.azulejo.inference.graph;

import static dev.azulejo.inference.graph.OnnxNodes.number;
import static dev.azulejo.inference.graph.OnnxNodes.numbers;

import dev.azulejo.core.infer.guard.GuardRules;
import dev.azulejo.core.model.ModelCard;
import dev.azulejo.core.port.RoundedAnswer;
import dev.azulejo.inference.engine.TensorShape;
import dev.azulejo.inference.engine.TensorShape.Kind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Looks at a model's answers where they are made, by more nodes in its graph. These give whole numbers of
/// 8 bits, the sum of each of their rows, marks at pixels of the input whose answers need another look, and
/// the answers there. This is for devices that outpace the processor beside them, which then needs no other
/// floats. Marks stand for the rules of `AnswerGuard` in core and of [dev.azulejo.inference.ladder.OutputCheck], and
/// are set where those
/// might say either.
public final class AnswerLook {
    /// The oldest version of ONNX's operators in which the nodes below mean what is intended.
    private static final int OLDEST_OPSET = 13;

    private static final int NEWEST_OPSET = 17;

    private static final String PREFIX = "azulejo_";

    /// Output: the answers, rounded, as N x height x width x 3.
    public static final String PIXELS = PREFIX + "pixels";

    /// Output: the sum of each row of the rounded answers, as N x height.
    public static final String SUMS = PREFIX + "sums";

    /// Output: the marks at pixels of the input, as N x 1 x height x width.
    public static final String MARKS = PREFIX + "marks";

    /// Output: the answers for marked pixels of the input, in the order of these, each as `scale` x `scale`
    /// x 3.
    public static final String MARKED = PREFIX + "marked";

    /// Marks a pixel with an answer that is not finite, or that may leave the range to which a model that
    /// does not enlarge must keep.
    public static final int UNSOUND = 4;

    /// Tolerance for floats that are added in another order: they differ by far less.
    private static final float SLACK = 1e-4f;

    private final OnnxNodes nodes;

    /// @param output of the graph: N x 3 x height x width floats
    public AnswerLook(ModelCard card, String input, String output) {
        var graph = new Graph(input, output, card.scale());
        graph.addPixels();
        var marks = graph.addMarks(card.guardMargin());
        if (mends(card)) {
            graph.addMarked(marks);
        }
        nodes = graph.nodes;
    }

    /// Whether answers of marked pixels may be mended; otherwise all answers are taken as they are, or none
    /// is.
    private static boolean mends(ModelCard card) {
        return card.scale() > 1 && card.guardMargin() != null;
    }

    /// Whether a model's graph has a version in which the nodes mean what is intended; other models run
    /// without this look.
    public static boolean fits(byte[] weights) {
        return OnnxFile.opset(weights)
                .filter(version -> version >= OLDEST_OPSET && version <= NEWEST_OPSET)
                .isPresent();
    }

    /// The model with the nodes of this look appended.
    public byte[] appendedTo(byte[] weights) {
        return nodes.appendedTo(weights);
    }

    /// The outputs that the graph gives besides its answers.
    public static Map<String, TensorShape> outputs(ModelCard card) {
        var outputs = new HashMap<>(Map.of(
                PIXELS, new TensorShape(Kind.BYTES, -1, -1, -1, 3),
                SUMS, new TensorShape(Kind.FLOATS, -1, -1),
                MARKS, new TensorShape(Kind.BYTES, -1, 1, -1, -1)));
        if (mends(card)) {
            outputs.put(MARKED, new TensorShape(Kind.FLOATS, -1, 3L * card.scale() * card.scale()));
        }
        return outputs;
    }

    /// The nodes of the look; tensors are `N x bands x height x width` unless said otherwise.
    private static final class Graph {
        private final OnnxNodes nodes = new OnnxNodes(PREFIX);
        private final String input;
        private final String output;
        private final int scale;

        Graph(String input, String output, int scale) {
            this.input = input;
            this.output = output;
            this.scale = scale;
        }

        private String node(String type, String... inputs) {
            return nodes.node(type, List.of(inputs));
        }

        /// Adds nodes that round as `SampleConversion` of core does.
        void addPixels() {
            var scaled = node("Add", node("Mul", output, nodes.constant(255)), nodes.constant(0.5f));
            var whole = node("Floor", node("Clip", scaled, nodes.constant(0), nodes.constant(255)));
            var interleaved = nodes.node("Transpose", List.of(whole), numbers("perm", 0, 2, 3, 1));
            nodes.named(PIXELS, "Cast", List.of(interleaved), number("to", OnnxNodes.UINT8));
            nodes.output(PIXELS, OnnxNodes.UINT8);
            nodes.named(SUMS, "ReduceSum", List.of(whole, nodes.constants(1, 3)), number("keepdims", 0));
            nodes.output(SUMS, OnnxNodes.FLOAT);
        }

        /// Adds nodes that mark pixels whose answers need another look.
        ///
        /// @param guardMargin by how much an answer may miss, as the model's card says; absent if all
        ///     answers are trusted
        /// @return marks as floats
        String addMarks(@Nullable Double guardMargin) {
            var least = negative(pooled("MaxPool", negative(output)));
            var greatest = pooled("MaxPool", output);
            var mean = pooled("AveragePool", output); // no number where one of them is none
            float margin = guardMargin == null ? Float.MAX_VALUE : guardMargin.floatValue() - SLACK;
            float range = scale == 1 ? margin : Float.MAX_VALUE;
            var isSound = all(atMost(node("Abs", mean), Float.MAX_VALUE), isWithin(least, greatest, range));
            var marks = times(anyBand(isSound), UNSOUND);
            if (scale > 1 && guardMargin != null) {
                var isNear = all(
                        atMost(node("Abs", node("Sub", mean, input)), margin),
                        isWithin(least, greatest, GuardRules.FAR_OUT - SLACK));
                var stays = node(
                        "Or", atMost(beyond(least, greatest), 0), atMost(flatness(), 2 * GuardRules.SOME_FLAT - 0.01f));
                var doubtful = anyBand(isNear);
                marks = node("Add", marks, times(doubtful, RoundedAnswer.DOUBTFUL));
                var near = greatest(GuardRules.SPREAD_PX, doubtful);
                marks = node("Add", marks, times(near, RoundedAnswer.NEAR_DOUBT));
                marks = node("Add", marks, times(anyBand(stays), RoundedAnswer.BEYOND));
            }
            nodes.named(MARKS, "Cast", List.of(marks), number("to", OnnxNodes.UINT8));
            nodes.output(MARKS, OnnxNodes.UINT8);
            return marks;
        }

        /// Adds a row for each marked pixel, by the operator `Compress`. TensorRT leaves that to CUDA: its
        /// engines are made for fixed shapes, and each tile has another number of marked pixels.
        void addMarked(String marks) {
            var blocks = nodes.node("SpaceToDepth", List.of(output), number("blocksize", scale));
            var interleaved = nodes.node("Transpose", List.of(blocks), numbers("perm", 0, 2, 3, 1));
            var rows = node("Reshape", interleaved, nodes.constants(-1, 3L * scale * scale));
            var isMarked = nodes.node("Cast", List.of(marks), number("to", OnnxNodes.BOOL));
            nodes.named(
                    MARKED,
                    "Compress",
                    List.of(rows, node("Reshape", isMarked, nodes.constants(-1))),
                    number("axis", 0));
            nodes.output(MARKED, OnnxNodes.FLOAT);
        }

        /// A node that says whether answers leave 0 to 1 by no more than a margin.
        private String isWithin(String least, String greatest, float margin) {
            return all(atMost(greatest, 1 + margin), atMost(negative(least), margin));
        }

        private String all(String one, String other) {
            return node("And", one, other);
        }

        /// A node that says by how much answers leave the range of the colours around.
        private String beyond(String least, String greatest) {
            var highest = greatest(1, input);
            var lowest = negative(greatest(1, negative(input)));
            var range = node("Mul", node("Sub", highest, lowest), nodes.constant(GuardRules.OF_RANGE));
            var margin = node("Add", range, nodes.constant(GuardRules.ALWAYS - SLACK));
            return node("Sub", node("Max", node("Sub", lowest, least), node("Sub", greatest, highest)), margin);
        }

        /// A node that adds up the shares of equal neighbours to the right of a pixel and below it: 1 band.
        /// Neighbours beyond the image's borders count as equal, so the result is never too small.
        private String flatness() {
            var right = equal(3, 2 * GuardRules.FLAT_PX + 1, 2 * GuardRules.FLAT_PX);
            var below = equal(2, 2 * GuardRules.FLAT_PX, 2 * GuardRules.FLAT_PX + 1);
            return node("Add", right, below);
        }

        private String equal(int axis, int rows, int columns) {
            var first = node("Slice", input, nodes.constants(0), nodes.constants(-1), nodes.constants(axis));
            var second =
                    node("Slice", input, nodes.constants(1), nodes.constants(Integer.MAX_VALUE), nodes.constants(axis));
            var difference =
                    nodes.node("ReduceMax", List.of(node("Abs", node("Sub", first, second))), numbers("axes", 1));
            var equal = number("to", OnnxNodes.FLOAT);
            var floats = nodes.node("Cast", List.of(atMost(difference, GuardRules.EQUAL + SLACK)), equal);
            var pads = nodes.constants(
                    0, 0, GuardRules.FLAT_PX, GuardRules.FLAT_PX, 0, 0, GuardRules.FLAT_PX, GuardRules.FLAT_PX);
            var padded = node("Pad", floats, pads, nodes.constant(1));
            return nodes.node("AveragePool", List.of(padded), numbers("kernel_shape", rows, columns));
        }

        private String pooled(String type, String of) {
            return nodes.node(
                    type, List.of(of), numbers("kernel_shape", scale, scale), numbers("strides", scale, scale));
        }

        private String greatest(int within, String of) {
            int side = 2 * within + 1;
            var pads = numbers("pads", within, within, within, within);
            return nodes.node("MaxPool", List.of(of), numbers("kernel_shape", side, side), pads);
        }

        private String negative(String of) {
            return node("Neg", of);
        }

        /// A node that compares with a number; it gives false for NaN, too.
        private String atMost(String of, float most) {
            return node("LessOrEqual", of, nodes.constant(most));
        }

        /// A node that gives 1 where a truth value is false in any band, else 0: 1 band of floats.
        private String anyBand(String isTrue) {
            var isFalse = nodes.node("Cast", List.of(node("Not", isTrue)), number("to", OnnxNodes.FLOAT));
            return nodes.node("ReduceMax", List.of(isFalse), numbers("axes", 1));
        }

        private String times(String of, float factor) {
            return node("Mul", of, nodes.constant(factor));
        }
    }
}
