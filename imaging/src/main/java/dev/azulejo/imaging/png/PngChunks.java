package dev.azulejo.imaging.png;

import dev.azulejo.imaging.bytes.GrowingBytes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;

/// Writes a PNG file, chunk after chunk, into an array that grows. (PNG, third edition, 5.3)
public final class PngChunks {
    private static final int TYPE_LENGTH = 4;

    private final GrowingBytes bytes;
    private int chunkStart;

    public PngChunks(int expectedBytes) {
        bytes = new GrowingBytes(expectedBytes);
    }

    /// Starts a chunk; all bytes added until [#end] are its content.
    public void begin(String type) {
        chunkStart = bytes.length();
        bytes.add(new byte[Integer.BYTES]);
        add(type.getBytes(StandardCharsets.US_ASCII));
    }

    /// Ends the chunk and writes its length and checksum.
    public void end() {
        int contentStart = chunkStart + Integer.BYTES + TYPE_LENGTH;
        int contentBytes = bytes.length() - contentStart;
        var crc = new CRC32();
        crc.update(bytes.array(), contentStart - TYPE_LENGTH, contentBytes + TYPE_LENGTH);
        add(ByteBuffer.allocate(Integer.BYTES).putInt((int) crc.getValue()).array());
        ByteBuffer.wrap(bytes.array()).putInt(chunkStart, contentBytes);
    }

    /// Adds a colour profile.
    ///
    /// @param packed the profile, deflated by zlib
    public void profile(byte[] packed) {
        begin("iCCP");
        add("ICC profile\0\0".getBytes(StandardCharsets.US_ASCII)); // name, deflate
        add(packed);
        end();
    }

    /// Adds a whole chunk.
    public void chunk(String type, byte[] content) {
        begin(type);
        add(content);
        end();
    }

    public void add(byte[] added) {
        bytes.add(added);
    }

    /// The array of bytes, for code that writes a chunk's content piece by piece.
    public GrowingBytes bytes() {
        return bytes;
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }
}
