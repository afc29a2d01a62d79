package dev.azulejo.integration.command;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;

/// Grey PNG files that are black all over, interlaced, made row by row: far larger decoded than as files.
final class BlackPng {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

    /// PNG, third edition, section 8.1: first column and row of each pass of Adam7, and the steps between.
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private BlackPng() {}

    static byte[] interlaced(int width, int height) throws java.io.IOException {
        var rows = new ByteArrayOutputStream();
        try (var packed = new DeflaterOutputStream(rows)) {
            var row = new byte[width + 1];
            for (var pass : PASSES) {
                int columns = Math.ceilDiv(width - pass[0], pass[2]);
                for (int y = pass[1]; columns > 0 && y < height; y += pass[3]) {
                    packed.write(row, 0, columns + 1);
                }
            }
        }
        var header = ByteBuffer.allocate(13).putInt(width).putInt(height).put((byte) 8);
        header.put(12, (byte) 1);
        var file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        file.writeBytes(chunk("IHDR", header.array()));
        file.writeBytes(chunk("IDAT", rows.toByteArray()));
        file.writeBytes(chunk("IEND", new byte[0]));
        return file.toByteArray();
    }

    static byte[] chunk(String type, byte[] content) {
        var chunk = ByteBuffer.allocate(content.length + 12)
                .putInt(content.length)
                .put(type.getBytes(StandardCharsets.US_ASCII))
                .put(content);
        var crc = new CRC32();
        crc.update(chunk.array(), 4, content.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }
}
