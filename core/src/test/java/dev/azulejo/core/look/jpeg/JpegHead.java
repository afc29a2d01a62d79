package dev.azulejo.core.look.jpeg;

import java.io.ByteArrayOutputStream;
import java.util.stream.IntStream;

/// Writes the head of a JPEG, segment by segment.
final class JpegHead {
    static final int APP0 = 0xe0;
    static final int QUANTISATION = 0xdb;
    static final int BASELINE = 0xc0;
    static final int PROGRESSIVE = 0xc2;
    static final int ARITHMETIC = 0xc9;
    private static final int SCAN = 0xda;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    JpegHead() {
        marker(0xd8);
    }

    JpegHead marker(int marker) {
        bytes.write(0xff);
        bytes.write(marker);
        return this;
    }

    JpegHead segment(int marker, int... content) {
        marker(marker);
        bytes.write((content.length + 2) >> 8);
        bytes.write(content.length + 2);
        IntStream.of(content).forEach(bytes::write);
        return this;
    }

    /// A table of 8 bits, in zigzag order.
    JpegHead table(int id, int... steps) {
        return segment(QUANTISATION, with(id, steps));
    }

    JpegHead deepTable(int id, int... steps) {
        var split = IntStream.of(steps).flatMap(step -> IntStream.of(step >> 8, step & 0xff));
        return segment(QUANTISATION, with(0x10 | id, split.toArray()));
    }

    private static int[] with(int first, int... rest) {
        return IntStream.concat(IntStream.of(first), IntStream.of(rest)).toArray();
    }

    /// A frame of 8 by 8 pixels.
    ///
    /// @param tables which of them each component uses
    JpegHead frame(int marker, int... tables) {
        var content = new int[6 + 3 * tables.length];
        System.arraycopy(new int[] {8, 0, 8, 0, 8, tables.length}, 0, content, 0, 6);
        for (int i = 0; i < tables.length; i++) {
            content[6 + 3 * i] = i + 1;
            content[7 + 3 * i] = 0x11;
            content[8 + 3 * i] = tables[i];
        }
        return segment(marker, content);
    }

    /// What has been written so far, and the start of a scan with nothing behind it.
    byte[] scan() {
        segment(SCAN, 1, 1, 0, 0, 63, 0);
        return soFar();
    }

    byte[] soFar() {
        return bytes.toByteArray();
    }

    static int[] flat(int step) {
        return IntStream.range(0, 64).map(_ -> step).toArray();
    }
}
