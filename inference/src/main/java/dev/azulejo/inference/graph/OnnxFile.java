package dev.azulejo.inference.graph;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/// Reads what we must know of an ONNX file before an engine does: a message of protobuf, whose fields are
/// those of https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
public final class OnnxFile {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_AND_BYTES = 2;
    private static final int FOUR_BYTES = 5;

    public static final int GRAPH_OF_MODEL = 7;
    private static final int OPSET_OF_MODEL = 8;
    private static final int DOMAIN = 1;
    private static final int VERSION = 2;
    public static final int NODE_OF_GRAPH = 1;
    public static final int INITIALIZER_OF_GRAPH = 5;
    static final int INPUT_OF_GRAPH = 11;
    static final int OUTPUT_OF_GRAPH = 12;
    static final int SHAPE_OF_GRAPH = 13;
    public static final int INPUT_OF_NODE = 1;
    public static final int OUTPUT_OF_NODE = 2;
    static final int NAME_OF_NODE = 3;
    public static final int TYPE_OF_NODE = 4;
    static final int ATTRIBUTE_OF_NODE = 5;
    static final int NAME_OF_ATTRIBUTE = 1;
    private static final int NUMBER_OF_ATTRIBUTE = 3;
    static final int NUMBERS_OF_ATTRIBUTE = 8;
    public static final int NAME_OF_TENSOR = 8;
    public static final int RAW_DATA_OF_TENSOR = 9;
    private static final int PLACE_OF_TENSOR = 14;
    private static final long ELSEWHERE = 1;
    static final int NAME_OF_OUTPUT = 1;

    private OnnxFile() {}

    /// The version of ONNX's own operators that the graph uses; empty if the file does not say, or is no
    /// model.
    static Optional<Long> opset(byte[] model) {
        return read(
                () -> parts(ByteBuffer.wrap(model), OPSET_OF_MODEL).stream()
                        .map(OnnxFile::versionOfOnnx)
                        .flatMap(Optional::stream)
                        .findFirst(),
                Optional.empty());
    }

    /// Whether weights of the graph lie in another file; false if the file is no model.
    public static boolean isInPieces(byte[] model) {
        return read(
                () -> parts(ByteBuffer.wrap(model), GRAPH_OF_MODEL).stream()
                        .flatMap(graph -> parts(graph, INITIALIZER_OF_GRAPH).stream())
                        .anyMatch(OnnxFile::liesElsewhere),
                false);
    }

    private static boolean liesElsewhere(ByteBuffer tensor) {
        while (tensor.hasRemaining()) {
            long key = varint(tensor);
            if (key == (PLACE_OF_TENSOR << 3 | VARINT)) {
                return varint(tensor) == ELSEWHERE;
            }
            skip(tensor, key);
        }
        return false;
    }

    /// @param noModel the result if the bytes are no model
    public static <T> T read(Supplier<T> reading, T noModel) {
        try {
            return reading.get();
        } catch (ArithmeticException
                | BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException
                | NoSuchElementException wrong) {
            return noModel;
        }
    }

    private static Optional<Long> versionOfOnnx(ByteBuffer opset) {
        var version = Optional.<Long>empty();
        while (opset.hasRemaining()) {
            long key = varint(opset);
            if (key == (DOMAIN << 3 | LENGTH_AND_BYTES) && part(opset).hasRemaining()) {
                return Optional.empty(); // operators that are not ONNX's own
            } else if (key == (VERSION << 3 | VARINT)) {
                version = Optional.of(varint(opset));
            } else if (key != (DOMAIN << 3 | LENGTH_AND_BYTES)) {
                skip(opset, key);
            }
        }
        return version;
    }

    /// A name that a graph gives to something.
    ///
    /// @param bytes its place in the file
    public record Name(ByteBuffer bytes) {
        static Name of(String text) {
            return new Name(StandardCharsets.UTF_8.encode(text));
        }

        boolean is(Name other) {
            return bytes.equals(other.bytes);
        }

        public String text() {
            return StandardCharsets.UTF_8.decode(bytes.duplicate()).toString();
        }

        /// Replaces the name in place by another of the same length, so that the file around it can stay.
        String hidden() {
            bytes.put(bytes.limit() - 1, (byte) '~');
            return text();
        }
    }

    /// The names of what a graph gives, and of what its nodes read and give.
    public record Names(List<Name> outputs, List<Name> read, List<Name> given) {}

    /// The names in a model's graph, without those in subgraphs of nodes. Empty if the file is no model.
    public static Names names(byte[] model) {
        return read(() -> namesOf(model), new Names(List.of(), List.of(), List.of()));
    }

    private static Names namesOf(byte[] model) {
        var names = new Names(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var graph : parts(ByteBuffer.wrap(model), GRAPH_OF_MODEL)) {
            for (var output : parts(graph.duplicate(), OUTPUT_OF_GRAPH)) {
                parts(output, NAME_OF_OUTPUT).forEach(name -> names.outputs.add(new Name(name)));
            }
            for (var node : parts(graph, NODE_OF_GRAPH)) {
                parts(node.duplicate(), INPUT_OF_NODE).forEach(name -> names.read.add(new Name(name)));
                parts(node, OUTPUT_OF_NODE).forEach(name -> names.given.add(new Name(name)));
            }
        }
        return names;
    }

    /// A field of a protobuf message.
    ///
    /// @param bytes the whole field
    public record Field(int number, ByteBuffer bytes) {
        /// The content of a field that has a length.
        public ByteBuffer part() {
            return parts(bytes.duplicate(), number).getFirst();
        }
    }

    public static List<Field> fields(ByteBuffer message) {
        var found = new ArrayList<Field>();
        while (message.hasRemaining()) {
            int start = message.position();
            long key = varint(message);
            skip(message, key);
            found.add(new Field((int) (key >>> 3), message.slice(start, message.position() - start)));
        }
        return found;
    }

    /// The contents of all fields of that number.
    public static List<ByteBuffer> parts(ByteBuffer fields, int number) {
        var found = new ArrayList<ByteBuffer>();
        while (fields.hasRemaining()) {
            long key = varint(fields);
            if (key == ((long) number << 3 | LENGTH_AND_BYTES)) {
                found.add(part(fields));
            } else {
                skip(fields, key);
            }
        }
        return found;
    }

    /// The contents of all fields of that number as texts.
    public static List<String> texts(ByteBuffer message, int number) {
        return parts(message.duplicate(), number).stream()
                .map(text -> new Name(text).text())
                .toList();
    }

    /// The whole number or numbers of a node's attribute; an empty list if it has none of that name.
    public static List<Long> numbers(ByteBuffer node, String attribute) {
        var found = new ArrayList<Long>();
        for (var each : parts(node.duplicate(), ATTRIBUTE_OF_NODE)) {
            if (texts(each, NAME_OF_ATTRIBUTE).contains(attribute)) {
                found.addAll(numbers(each, NUMBER_OF_ATTRIBUTE));
                found.addAll(numbers(each, NUMBERS_OF_ATTRIBUTE));
            }
        }
        return found;
    }

    /// The whole numbers in all fields of that number.
    public static List<Long> numbers(ByteBuffer message, int number) {
        var found = new ArrayList<Long>();
        for (var fields = message.duplicate(); fields.hasRemaining(); ) {
            long key = varint(fields);
            if (key == ((long) number << 3 | VARINT)) {
                found.add(varint(fields));
            } else if (key == ((long) number << 3 | LENGTH_AND_BYTES)) {
                for (var all = part(fields); all.hasRemaining(); ) {
                    found.add(varint(all));
                }
            } else {
                skip(fields, key);
            }
        }
        return found;
    }

    public static ByteBuffer part(ByteBuffer fields) {
        int length = Math.toIntExact(varint(fields));
        var part = fields.slice(fields.position(), length);
        fields.position(fields.position() + length);
        return part;
    }

    static void skip(ByteBuffer fields, long key) {
        switch ((int) (key & 7)) {
            case VARINT -> varint(fields);
            case EIGHT_BYTES -> fields.position(fields.position() + Long.BYTES);
            case LENGTH_AND_BYTES -> part(fields);
            case FOUR_BYTES -> fields.position(fields.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("no such field");
        }
    }

    static long varint(ByteBuffer fields) {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE; shift += 7) {
            byte next = fields.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
        throw new IllegalArgumentException("a number of more than ten bytes");
    }
}
