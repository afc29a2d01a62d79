package dev.azulejo.inference;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// What of an ONNX file we must know before an engine reads it: a message of protobuf, whose fields are those of
/// https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.
final class OnnxFile {
    private static final int VARINT = 0;
    private static final int EIGHT_BYTES = 1;
    private static final int LENGTH_AND_BYTES = 2;
    private static final int FOUR_BYTES = 5;

    private static final int OPSET_OF_MODEL = 8;
    private static final int DOMAIN = 1;
    private static final int VERSION = 2;

    private OnnxFile() {}

    /// The version of ONNX's own operators that the graph means; empty where the file does not say, or is none.
    static Optional<Long> opset(byte[] model) {
        try {
            var fields = ByteBuffer.wrap(model);
            while (fields.hasRemaining()) {
                long key = varint(fields);
                if (key == (OPSET_OF_MODEL << 3 | LENGTH_AND_BYTES)) {
                    var version = versionOfOnnx(part(fields));
                    if (version.isPresent()) {
                        return version;
                    }
                } else {
                    skip(fields, key);
                }
            }
            return Optional.empty();
        } catch (ArithmeticException
                | BufferUnderflowException
                | IllegalArgumentException
                | IndexOutOfBoundsException noModel) {
            return Optional.empty();
        }
    }

    private static Optional<Long> versionOfOnnx(ByteBuffer opset) {
        var version = Optional.<Long>empty();
        while (opset.hasRemaining()) {
            long key = varint(opset);
            if (key == (DOMAIN << 3 | LENGTH_AND_BYTES) && part(opset).hasRemaining()) {
                return Optional.empty(); // operators of somebody else
            } else if (key == (VERSION << 3 | VARINT)) {
                version = Optional.of(varint(opset));
            } else if (key != (DOMAIN << 3 | LENGTH_AND_BYTES)) {
                skip(opset, key);
            }
        }
        return version;
    }

    private static ByteBuffer part(ByteBuffer fields) {
        int length = Math.toIntExact(varint(fields));
        var part = fields.slice(fields.position(), length);
        fields.position(fields.position() + length);
        return part;
    }

    private static void skip(ByteBuffer fields, long key) {
        switch ((int) (key & 7)) {
            case VARINT -> varint(fields);
            case EIGHT_BYTES -> fields.position(fields.position() + Long.BYTES);
            case LENGTH_AND_BYTES -> part(fields);
            case FOUR_BYTES -> fields.position(fields.position() + Integer.BYTES);
            default -> throw new IllegalArgumentException("no such field");
        }
    }

    private static long varint(ByteBuffer fields) {
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
