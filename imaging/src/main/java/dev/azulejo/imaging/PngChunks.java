package dev.azulejo.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;

/// Bytes of a PNG file, chunk after chunk, in one array that grows. (PNG, third edition, 5.3)
final class PngChunks {
    private static final int TYPE_LENGTH = 4;

    private byte[] bytes;
    private int length;
    private int chunkStart;

    PngChunks(int expectedBytes) {
        bytes = new byte[expectedBytes];
    }

    /// Starts a chunk; what is added until [#end] is its content.
    void begin(String type) {
        chunkStart = length;
        room(Integer.BYTES + TYPE_LENGTH);
        length += Integer.BYTES;
        add(type.getBytes(StandardCharsets.US_ASCII));
    }

    /// Closes the chunk: now its length and its checksum are known.
    void end() {
        int contentStart = chunkStart + Integer.BYTES + TYPE_LENGTH;
        var crc = new CRC32();
        crc.update(bytes, contentStart - TYPE_LENGTH, length - contentStart + TYPE_LENGTH);
        room(Integer.BYTES);
        ByteBuffer.wrap(bytes).putInt(chunkStart, length - contentStart).putInt(length, (int) crc.getValue());
        length += Integer.BYTES;
    }

    /// A whole chunk.
    void chunk(String type, byte[] content) {
        begin(type);
        add(content);
        end();
    }

    void add(byte[] added) {
        room(added.length);
        System.arraycopy(added, 0, bytes, length, added.length);
        length += added.length;
    }

    /// Makes room for `count` bytes at [#length] of [#array].
    void room(int count) {
        if (bytes.length - length < count) {
            bytes = Arrays.copyOf(bytes, Math.addExact(length, Math.max(count, length / 2)));
        }
    }

    /// The bytes so far, and room: whoever writes into it calls [#grow].
    byte[] array() {
        return bytes;
    }

    int length() {
        return length;
    }

    /// Counts `count` bytes in that were written into the array from [#length] on.
    void grow(int count) {
        length += count;
    }

    byte[] toByteArray() {
        return bytes.length == length ? bytes : Arrays.copyOf(bytes, length);
    }
}
