package dev.azulejo.imaging.child;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/// Grey PNG files without a picture, made row by row, so that they may be larger than memory: noise, or
/// black if interlaced.
final class PlainPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// The passes of Adam7: first column and row, and the steps between (PNG, third edition, section 8.1).
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private PlainPng() {}

    static byte[] of(int width, int height, boolean interlaced) {
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        header.put(12, (byte) (interlaced ? 1 : 0));
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", interlaced ? black(width, height) : noise(width, height)));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    private static byte[] noise(int width, int height) {
        var packed = new Packed();
        var random = new Random(width);
        var row = new byte[width + 1];
        for (int y = 0; y < height; y++) {
            random.nextBytes(row);
            row[0] = 0;
            packed.add(row, row.length);
        }
        return packed.finished();
    }

    private static byte[] black(int width, int height) {
        var packed = new Packed();
        var row = new byte[width + 1];
        for (var pass : PASSES) {
            int columns = Math.ceilDiv(width - pass[0], pass[2]);
            for (int y = pass[1]; columns > 0 && y < height; y += pass[3]) {
                packed.add(row, columns + 1);
            }
        }
        return packed.finished();
    }

    private static byte[] chunk(String type, byte[] content) {
        var chunk = ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }

    /// Collects deflated bytes.
    private static final class Packed {
        private final Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();
        private final byte[] buffer = new byte[1 << 16];

        void add(byte[] bytes, int count) {
            deflater.setInput(bytes, 0, count);
            while (!deflater.needsInput()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
        }

        byte[] finished() {
            deflater.finish();
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            deflater.end();
            return out.toByteArray();
        }
    }
}
