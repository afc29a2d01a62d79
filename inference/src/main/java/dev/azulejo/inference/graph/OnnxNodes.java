package dev.azulejo.inference.graph;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/// Writes nodes to be appended to the graph of an ONNX model, behind the unchanged bytes of its file:
/// protobuf merges a message that occurs twice into one
/// (https://protobuf.dev/programming-guides/encoding/#last-one-wins). Field numbers are those of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto. Not thread-safe.
public final class OnnxNodes {
    /// ONNX's numbers for types of elements.
    public static final int FLOAT = 1;

    static final int UINT8 = 2;
    static final int INT64 = 7;
    static final int BOOL = 9;

    private static final int NODE = 1;
    private static final int INITIALIZER = 5;
    private static final int INPUT = 11;
    private static final int OUTPUT = 12;
    static final int GRAPH_OF_MODEL = 7;

    private final String prefix;
    private final Message graph = new Message();
    private int names;

    /// @param prefix of all new names: one that the graph does not use
    public OnnxNodes(String prefix) {
        this.prefix = prefix;
    }

    /// Adds a node with one output.
    ///
    /// @param attributes made by [#number] and [#numbers]
    /// @return the name of its only output
    public String node(String type, List<String> inputs, Message... attributes) {
        return named(name(), type, inputs, attributes);
    }

    /// Adds a node whose output has the given name.
    public String named(String output, String type, List<String> inputs, Message... attributes) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(4, type);
        Arrays.stream(attributes).forEach(attribute -> node.message(5, attribute));
        graph.message(NODE, node);
        return output;
    }

    public static Message number(String name, long number) {
        return new Message().text(1, name).number(3, number).number(20, 2);
    }

    public static Message number(String name, float number) {
        return new Message().text(1, name).number(2, number).number(20, 1);
    }

    public static Message text(String name, String text) {
        return new Message().text(1, name).text(4, text).number(20, 3);
    }

    public static Message numbers(String name, long... numbers) {
        var attribute = new Message().text(1, name);
        Arrays.stream(numbers).forEach(number -> attribute.number(8, number));
        return attribute.number(20, 7);
    }

    /// Adds a constant.
    ///
    /// @return the constant's name
    public String constant(float number) {
        var bytes =
                ByteBuffer.allocate(Float.BYTES).order(ByteOrder.LITTLE_ENDIAN).putFloat(number);
        return initializer(new Message().number(2, FLOAT), bytes.array());
    }

    /// Adds a constant: a list of whole numbers.
    public String constants(long... numbers) {
        var bytes = ByteBuffer.allocate(Long.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        Arrays.stream(numbers).forEach(bytes::putLong);
        return initializer(new Message().number(1, numbers.length).number(2, INT64), bytes.array());
    }

    /// Adds a constant: numbers of the given shape.
    public String constants(float[] numbers, long... shape) {
        var bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        var tensor = new Message();
        Arrays.stream(shape).forEach(side -> tensor.number(1, side));
        return initializer(tensor.number(2, FLOAT), bytes.array());
    }

    private String initializer(Message tensor, byte[] raw) {
        var name = name();
        graph.message(INITIALIZER, tensor.text(8, name).bytes(9, raw));
        return name;
    }

    /// A new name that is not yet used.
    String name() {
        return prefix + names++;
    }

    /// Adds an input to the graph: a list of numbers.
    ///
    /// @param length of the list
    String input(String name, int elements, int length) {
        var shape = new Message().message(1, new Message().number(1, length));
        declare(INPUT, name, new Message().number(1, elements).message(2, shape));
        return name;
    }

    /// Adds an output to the graph.
    void output(String name, int elements) {
        declare(OUTPUT, name, new Message().number(1, elements));
    }

    /// Adds an input of floats to the graph.
    ///
    /// @param sides their lengths; a negative one is free
    public void pictureInput(String name, long... sides) {
        declare(INPUT, name, floats("in", sides));
    }

    /// Adds an output of floats to the graph.
    ///
    /// @param sides their lengths; a negative one is free
    public void pictureOutput(String name, long... sides) {
        declare(OUTPUT, name, floats("out", sides));
    }

    /// @param prefix of the names of free sides
    private static Message floats(String prefix, long... sides) {
        var shape = new Message();
        for (int i = 0; i < sides.length; i++) {
            shape.message(1, sides[i] < 0 ? new Message().text(2, prefix + i) : new Message().number(1, sides[i]));
        }
        return floats(shape);
    }

    /// Adds an input to the graph: floats of N x channels x height x width, of which only the channels are
    /// fixed.
    void picturesIn(String name, int channels, String height, String width) {
        declare(INPUT, name, pictures(channels, height, width));
    }

    /// Adds an input to the graph: a number for each of N pictures, as N x 1 x 1 x 1 floats.
    void numbersIn(String name) {
        var shape = new Message().message(1, new Message().text(2, "batch"));
        for (int side = 1; side < 4; side++) {
            shape.message(1, new Message().number(1, 1));
        }
        declare(INPUT, name, floats(shape));
    }

    /// Adds an output to the graph: floats of N x channels x height x width, of which only the channels are
    /// fixed.
    void picturesOut(String name, int channels, String height, String width) {
        declare(OUTPUT, name, pictures(channels, height, width));
    }

    private static Message pictures(int channels, String height, String width) {
        var shape = new Message()
                .message(1, new Message().text(2, "batch"))
                .message(1, new Message().number(1, channels))
                .message(1, new Message().text(2, height))
                .message(1, new Message().text(2, width));
        return floats(shape);
    }

    private static Message floats(Message shape) {
        return new Message().number(1, FLOAT).message(2, shape);
    }

    private void declare(int field, String name, Message tensor) {
        graph.message(field, new Message().text(1, name).message(2, new Message().message(1, tensor)));
    }

    /// The bytes of a model with these nodes before its own.
    byte[] before(byte[] model) {
        return new Message()
                .message(GRAPH_OF_MODEL, graph)
                .copy(ByteBuffer.wrap(model))
                .bytes();
    }

    /// These nodes and constants as fields of a graph.
    public Message fields() {
        return graph;
    }

    /// The bytes of a model with these nodes appended.
    byte[] appendedTo(byte[] model) {
        var nodes = new Message().message(GRAPH_OF_MODEL, graph).bytes();
        var both = Arrays.copyOf(model, model.length + nodes.length);
        System.arraycopy(nodes, 0, both, model.length, nodes.length);
        return both;
    }

    /// A protobuf message being written.
    public static final class Message {
        private static final int VARINT = 0;
        private static final int LENGTH_AND_BYTES = 2;
        private static final int FOUR_BYTES = 5;

        private final ByteArrayOutputStream fields = new ByteArrayOutputStream();

        public Message number(int field, long number) {
            varint((long) field << 3 | VARINT);
            varint(number);
            return this;
        }

        public Message number(int field, float number) {
            varint((long) field << 3 | FOUR_BYTES);
            int bits = Float.floatToIntBits(number);
            for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
                fields.write(bits >>> shift);
            }
            return this;
        }

        public Message text(int field, String text) {
            return bytes(field, text.getBytes(StandardCharsets.UTF_8));
        }

        public Message message(int field, Message message) {
            return bytes(field, message.bytes());
        }

        public Message bytes(int field, byte[] bytes) {
            varint((long) field << 3 | LENGTH_AND_BYTES);
            varint(bytes.length);
            fields.writeBytes(bytes);
            return this;
        }

        /// Copies fields from elsewhere, as they are.
        public Message copy(ByteBuffer bytes) {
            var copied = new byte[bytes.remaining()];
            bytes.get(copied);
            fields.writeBytes(copied);
            return this;
        }

        /// Copies a message, of which some fields have another content.
        ///
        /// @param number of those fields
        /// @param change gives what stands in the place of a field's content; nothing to leave it as it is
        public Message changed(ByteBuffer message, int number, Function<ByteBuffer, Optional<byte[]>> change) {
            for (var field : OnnxFile.fields(message)) {
                var other = field.number() == number ? change.apply(field.part()) : Optional.<byte[]>empty();
                other.ifPresentOrElse(content -> bytes(number, content), () -> copy(field.bytes()));
            }
            return this;
        }

        private void varint(long number) {
            long rest = number;
            for (; (rest & ~0x7f) != 0; rest >>>= 7) {
                fields.write((int) ((rest & 0x7f) | 0x80));
            }
            fields.write((int) rest);
        }

        public byte[] bytes() {
            return fields.toByteArray();
        }
    }
}
