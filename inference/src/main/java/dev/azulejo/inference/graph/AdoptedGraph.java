package dev.azulejo.inference.graph;

import dev.azulejo.inference.graph.OnnxNodes.Message;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/// Rewrites the graph of a network so that it reads and gives pictures as all models here do: black is 0
/// and white is 1, and height and width are free where the network allows it. The network's own nodes stay
/// as they are.
///
/// @param model the file of the network
/// @param input the name of the picture that it reads
/// @param output the name of the picture that it gives
/// @param inputSides the shape that it reads from now on; a negative side has any length
/// @param outputSides the shape that it then gives
public record AdoptedGraph(byte[] model, String input, String output, long[] inputSides, long[] outputSides) {
    private static final String PICTURE = "azulejo_picture";
    private static final String ANSWER = "azulejo_answer";

    /// @param range in which the network itself reads and gives pictures
    public byte[] in(PictureRange range) {
        var before = new OnnxNodes("azulejo_before_");
        var after = new OnnxNodes("azulejo_after_");
        if (range == PictureRange.UNIT) {
            before.pictureInput(input, inputSides);
            after.pictureOutput(output, outputSides);
        } else {
            before.pictureInput(PICTURE, inputSides);
            var spread = before.node("Mul", List.of(PICTURE, before.constant(range.span())));
            before.named(input, "Add", List.of(spread, before.constant(range.black())));
            var moved = after.node("Sub", List.of(output, after.constant(range.black())));
            after.named(ANSWER, "Div", List.of(moved, after.constant(range.span())));
            after.pictureOutput(ANSWER, outputSides);
        }
        return after.appendedTo(before.before(undeclared()));
    }

    /// The model without the declared shapes of its tensors.
    private byte[] undeclared() {
        return new Message()
                .changed(
                        ByteBuffer.wrap(model),
                        OnnxFile.GRAPH_OF_MODEL,
                        graph -> Optional.of(undeclared(graph).bytes()))
                .bytes();
    }

    private Message undeclared(ByteBuffer graph) {
        var made = new Message();
        for (var field : OnnxFile.fields(graph)) {
            boolean isDeclared = switch (field.number()) {
                case OnnxFile.SHAPE_OF_GRAPH -> true;
                case OnnxFile.INPUT_OF_GRAPH -> isNamed(field, input);
                case OnnxFile.OUTPUT_OF_GRAPH -> isNamed(field, output);
                default -> false;
            };
            if (!isDeclared) {
                made.copy(field.bytes());
            }
        }
        return made;
    }

    private static boolean isNamed(OnnxFile.Field field, String name) {
        return OnnxFile.texts(field.part(), OnnxFile.NAME_OF_OUTPUT).contains(name);
    }
}
