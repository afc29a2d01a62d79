package dev.azulejo.integration.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/// Writes a small graph as ONNX, in the wire format of protocol buffers; the numbers are those of
/// `onnx.proto`. Pictures are N×3×height×width, all sides free. For one thread.
final class OnnxGraph {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;
    private static final int FLOAT = 1;
    private static final int INT64 = 7;
    private static final int INTS = 7;
    private static final int INT = 2;
    private static final int STRING = 3;

    private final Message graph = new Message();
    private int nodes;

    /// One message of protocol buffers, field by field.
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        Message number(int field, long value) {
            varint(((long) field << 3) | VARINT);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint(((long) field << 3) | LENGTH);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.bytes.toByteArray());
        }

        private void varint(long value) {
            for (long rest = value; ; rest >>>= 7) {
                if (rest >>> 7 == 0) {
                    bytes.write((int) rest);
                    return;
                }
                bytes.write((int) ((rest & 0x7f) | 0x80));
            }
        }
    }

    /// An attribute of a node.
    record Attribute(String name, int type, List<Long> values, String text) {
        static Attribute of(String name, long... values) {
            return new Attribute(name, INTS, Arrays.stream(values).boxed().toList(), "");
        }

        static Attribute one(String name, long value) {
            return new Attribute(name, INT, List.of(value), "");
        }

        static Attribute of(String name, String text) {
            return new Attribute(name, STRING, List.of(), text);
        }

        private Message message() {
            var message = new Message().text(1, name).number(20, type);
            if (type == STRING) {
                return message.text(4, text);
            }
            values.forEach(value -> message.number(type == INT ? 3 : 8, value));
            return message;
        }
    }

    /// Adds a constant of floats.
    OnnxGraph floats(String name, float[] values, long... sides) {
        var raw = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (float value : values) {
            raw.putFloat(value);
        }
        return constant(name, FLOAT, raw.array(), sides);
    }

    /// Adds a constant of whole numbers.
    OnnxGraph longs(String name, long... values) {
        var raw = ByteBuffer.allocate(Long.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
        for (long value : values) {
            raw.putLong(value);
        }
        return constant(name, INT64, raw.array(), values.length);
    }

    private OnnxGraph constant(String name, int type, byte[] raw, long... sides) {
        var tensor = new Message();
        for (long side : sides) {
            tensor.number(1, side);
        }
        graph.message(5, tensor.number(2, type).text(8, name).bytes(9, raw));
        return this;
    }

    /// Adds a node with one output.
    OnnxGraph node(String type, String output, List<String> inputs, Attribute... attributes) {
        var node = new Message();
        inputs.forEach(input -> node.text(1, input));
        node.text(2, output).text(3, "node-%d".formatted(nodes++)).text(4, type);
        for (var attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, node);
        return this;
    }

    OnnxGraph input(String name) {
        graph.message(11, value(name, picture()));
        return this;
    }

    OnnxGraph output(String name) {
        graph.message(12, value(name, picture()));
        return this;
    }

    /// One number of each picture.
    OnnxGraph numbers(String name) {
        graph.message(12, value(name, new Message().message(1, new Message().text(2, "n"))));
        return this;
    }

    private static Message picture() {
        var shape = new Message().message(1, new Message().text(2, "n"));
        shape.message(1, new Message().number(1, 3));
        return shape.message(1, new Message().text(2, "h")).message(1, new Message().text(2, "w"));
    }

    private static Message value(String name, Message shape) {
        var tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }

    byte[] bytes() {
        return new Message()
                .number(1, 8)
                .message(7, graph.text(2, "planted"))
                .message(8, new Message().number(2, 13))
                .bytes
                .toByteArray();
    }
}
