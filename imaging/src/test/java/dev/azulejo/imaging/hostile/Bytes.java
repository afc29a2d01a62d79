package dev.azulejo.imaging.hostile;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.Deflater;

/// Collects bytes one after another.
final class Bytes {
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private final ByteOrder order;

    Bytes(ByteOrder order) {
        this.order = order;
    }

    static Bytes bigEndian() {
        return new Bytes(ByteOrder.BIG_ENDIAN);
    }

    static Bytes littleEndian() {
        return new Bytes(ByteOrder.LITTLE_ENDIAN);
    }

    Bytes text(String latin) {
        return bytes(latin.getBytes(StandardCharsets.ISO_8859_1));
    }

    Bytes bytes(byte[] some) {
        all.writeBytes(some);
        return this;
    }

    Bytes number(int value) {
        return bytes(ByteBuffer.allocate(4).order(order).putInt(value).array());
    }

    Bytes shortNumber(int value) {
        return bytes(ByteBuffer.allocate(2).order(order).putShort((short) value).array());
    }

    Bytes octets(int... values) {
        for (int value : values) {
            all.write(value);
        }
        return this;
    }

    Bytes times(int count, byte[] some) {
        for (int i = 0; i < count; i++) {
            all.writeBytes(some);
        }
        return this;
    }

    int length() {
        return all.size();
    }

    byte[] toByteArray() {
        return all.toByteArray();
    }

    static byte[] deflated(byte[] raw) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION)) {
            deflater.setInput(raw);
            deflater.finish();
            var packed = new byte[raw.length + 1_000];
            int length = deflater.deflate(packed);
            return ByteBuffer.allocate(length).put(packed, 0, length).array();
        }
    }

    /// A zlib stream of the given number of zeros, of which a MiB takes a KiB. They are never all in
    /// memory.
    static byte[] deflatedZeros(long count) {
        var part = new byte[1 << 20];
        var stream = new Bytes(ByteOrder.BIG_ENDIAN).octets(0x78, 0xda);
        var block = flushed(part, part.length);
        for (long left = count; left >= part.length; left -= part.length) {
            stream.bytes(block);
        }
        stream.bytes(flushed(part, (int) (count % part.length)));
        long sum = (count % 65_521 << 16) | 1; // Adler-32 of zeros
        return stream.octets(1, 0, 0, 0xff, 0xff).number((int) sum).toByteArray();
    }

    private static byte[] flushed(byte[] raw, int length) {
        try (var deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
            deflater.setInput(raw, 0, length);
            var packed = new byte[8_192];
            int made = deflater.deflate(packed, 0, packed.length, Deflater.FULL_FLUSH);
            return ByteBuffer.allocate(made).put(packed, 0, made).array();
        }
    }
}
