package dev.azulejo.inference.graph;

import dev.azulejo.core.geometry.Sides;
import dev.azulejo.inference.graph.OnnxFile.Name;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;

/// Rewrites a model whose card says that it shrinks, for tiles of which some sides lie within the image.
/// Its convolutions pad with what stands outside of the image, and where nothing is outside they need not.
/// A convolution then gives nothing for the pixels at its edge, the answer is smaller by the model's
/// receptive field, and the rest keeps its bits.
///
/// Such a graph has two kinds of places that say how much stands outside of a side: the padding of its
/// convolutions, and constants of the names below. Both become 0, and the file stays as long as it was.
/// `shrink.py` in `models/convert` writes such graphs.
public final class ShrinkingGraph {
    private static final int LENGTH_AND_BYTES = 2;

    /// The names of constants that say how many pixels stand outside of each side.
    static final List<String> OUTSIDE = List.of("outside_top", "outside_left", "outside_bottom", "outside_right");

    private static final Name CONVOLUTION = Name.of("Conv");
    private static final Name PADDING = Name.of("pads");

    private ShrinkingGraph() {}

    /// @param inner sides of the tiles that lie within the image
    public static byte[] within(byte[] model, Sides inner) {
        var made = model.clone();
        for (var graph : OnnxFile.parts(ByteBuffer.wrap(made), OnnxFile.GRAPH_OF_MODEL)) {
            for (var node : OnnxFile.parts(graph.duplicate(), OnnxFile.NODE_OF_GRAPH)) {
                if (is(CONVOLUTION, node, OnnxFile.TYPE_OF_NODE)) {
                    OnnxFile.parts(node, OnnxFile.ATTRIBUTE_OF_NODE)
                            .forEach(attribute -> clearPadding(attribute, inner));
                }
            }
            for (var constant : OnnxFile.parts(graph, OnnxFile.INITIALIZER_OF_GRAPH)) {
                clearConstant(constant, inner);
            }
        }
        return made;
    }

    /// The sides in the order of ONNX and of [#OUTSIDE].
    static List<Boolean> inOrder(Sides sides) {
        return List.of(sides.top(), sides.left(), sides.bottom(), sides.right());
    }

    private static void clearPadding(ByteBuffer attribute, Sides inner) {
        if (!is(PADDING, attribute, OnnxFile.NAME_OF_ATTRIBUTE)) {
            return;
        }
        var each = inOrder(inner).iterator();
        while (attribute.hasRemaining()) {
            long key = OnnxFile.varint(attribute);
            if (key >>> 3 != OnnxFile.NUMBERS_OF_ATTRIBUTE) {
                OnnxFile.skip(attribute, key);
            } else if ((key & 7) == LENGTH_AND_BYTES) {
                for (var all = OnnxFile.part(attribute); all.hasRemaining(); ) {
                    clearNumber(all, each.next());
                }
            } else {
                clearNumber(attribute, each.next());
            }
        }
    }

    /// Sets a number to 0 in as many bytes as it had: all but its last byte say that another one follows.
    private static void clearNumber(ByteBuffer number, boolean clears) {
        int start = number.position();
        OnnxFile.varint(number);
        for (int at = start; clears && at < number.position(); at++) {
            number.put(at, (byte) (number.get(at) & 0x80));
        }
    }

    private static void clearConstant(ByteBuffer constant, Sides inner) {
        boolean clears = IntStream.range(0, OUTSIDE.size())
                .anyMatch(side ->
                        inOrder(inner).get(side) && is(Name.of(OUTSIDE.get(side)), constant, OnnxFile.NAME_OF_TENSOR));
        if (clears) {
            for (var number : OnnxFile.parts(constant, OnnxFile.RAW_DATA_OF_TENSOR)) {
                while (number.hasRemaining()) {
                    number.put((byte) 0);
                }
            }
        }
    }

    private static boolean is(Name name, ByteBuffer message, int field) {
        return OnnxFile.parts(message.duplicate(), field).stream()
                .map(Name::new)
                .anyMatch(name::is);
    }
}
