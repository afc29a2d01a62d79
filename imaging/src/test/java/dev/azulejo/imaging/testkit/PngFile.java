package dev.azulejo.imaging.testkit;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Writes PNG files chunk by chunk, also wrong ones. It shares no code with the code under test.
public final class PngFile {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    private static final int IDAT = 0x49444154;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public PngFile(int width, int height, int bitDepth, int colourType, boolean interlaced) {
        bytes.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        header.put((byte) bitDepth).put((byte) colourType).put(new byte[2]).put((byte) (interlaced ? 1 : 0));
        chunk("IHDR", header.array());
    }

    public PngFile chunk(String type, byte[] content) {
        return chunk(type, content, 0);
    }

    /// @param crcError error of the checksum
    public PngFile chunk(String type, byte[] content, int crcError) {
        var typeBytes = type.getBytes(StandardCharsets.US_ASCII);
        var crc = new CRC32();
        crc.update(typeBytes);
        crc.update(content);
        bytes.writeBytes(ByteBuffer.allocate(4).putInt(content.length).array());
        bytes.writeBytes(typeBytes);
        bytes.writeBytes(content);
        bytes.writeBytes(
                ByteBuffer.allocate(4).putInt((int) crc.getValue() ^ crcError).array());
        return this;
    }

    public PngFile density(int horizontal, int vertical, int unit) {
        return chunk(
                "pHYs",
                ByteBuffer.allocate(9)
                        .putInt(horizontal)
                        .putInt(vertical)
                        .put((byte) unit)
                        .array());
    }

    /// @param filtered rows, each with its filter type in front
    public PngFile image(byte[] filtered) {
        return chunk("IDAT", deflated(filtered));
    }

    public byte[] end() {
        return chunk("IEND", new byte[0]).bytes();
    }

    /// The bytes so far, without an end chunk.
    public byte[] bytes() {
        return bytes.toByteArray();
    }

    /// The inflated content of all chunks IDAT. Inflating checks the Adler-32, which image readers ignore.
    public static byte[] inflated(byte[] file) throws DataFormatException {
        var packed = new ByteArrayOutputStream();
        var buffer = ByteBuffer.wrap(file).position(SIGNATURE.length);
        while (buffer.hasRemaining()) {
            int length = buffer.getInt();
            if (buffer.getInt() == IDAT) {
                packed.write(file, buffer.position(), length);
            }
            buffer.position(buffer.position() + length + Integer.BYTES);
        }
        var raw = new ByteArrayOutputStream();
        try (var inflater = new Inflater()) {
            inflater.setInput(packed.toByteArray());
            var part = new byte[1 << 16];
            while (!inflater.finished()) {
                int count = inflater.inflate(part);
                if (count == 0 && inflater.needsInput()) {
                    throw new DataFormatException("the stream does not end");
                }
                raw.write(part, 0, count);
            }
        }
        return raw.toByteArray();
    }

    public static byte[] deflated(byte[] raw) {
        try (var deflater = new Deflater()) {
            deflater.setInput(raw);
            deflater.finish();
            var packed = new byte[raw.length + 1000];
            return Arrays.copyOf(packed, deflater.deflate(packed));
        }
    }
}
