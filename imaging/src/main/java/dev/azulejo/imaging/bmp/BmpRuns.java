package dev.azulejo.imaging.bmp;

import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.SpooledFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/// Unpacks the pixels of a BMP that is packed in runs of 4, 8 or 24 bits (BI_RLE4, BI_RLE8; OS/2's RLE24).
/// Skipped pixels stay 0.
final class BmpRuns {
    private static final int END_OF_ROW = 0;
    private static final int END_OF_IMAGE = 1;
    private static final int DELTA = 2;

    private final BmpHeader header;
    private final ByteBuffer code;
    private final int sampleBytes;
    private final byte[] samples;
    private int x;
    private int y;
    private boolean overEdge;

    private BmpRuns(BmpHeader header, ByteBuffer code) {
        this.header = header;
        this.code = code;
        sampleBytes = header.bits() == 24 ? 3 : 1;
        samples = new byte[Math.toIntExact(header.pixels() * sampleBytes)];
    }

    /// @throws UnreadableImage when the code ends before the image does
    static BmpRuns of(BmpHeader header, SpooledFile file) throws UnreadableImage {
        long length = Math.max(0, file.length() - header.dataOffset());
        long most = 4 * header.pixels() + 4L * header.height() + 1024; // more is no image
        var code = file.read(header.dataOffset(), (int) Math.min(length, most), ByteOrder.LITTLE_ENDIAN);
        var runs = new BmpRuns(header, code);
        runs.unpack();
        return runs;
    }

    private void unpack() throws UnreadableImage {
        boolean ended = false;
        while (!ended && y < header.height() && !isFull()) {
            int count = next();
            int value = next();
            if (count > 0) {
                run(count, value);
            } else {
                switch (value) {
                    case END_OF_ROW -> {
                        x = 0;
                        y++;
                    }
                    case END_OF_IMAGE -> ended = true;
                    case DELTA -> {
                        x += next();
                        y += next();
                    }
                    default -> literal(value);
                }
            }
        }
    }

    /// Whether only the end mark is missing.
    private boolean isFull() {
        return y == header.height() - 1 && x >= header.width() && !code.hasRemaining();
    }

    private int next() throws UnreadableImage {
        if (!code.hasRemaining()) {
            throw BmpHeader.cutOff();
        }
        return code.get() & 0xff;
    }

    private void run(int count, int value) throws UnreadableImage {
        int second = sampleBytes == 3 ? next() : 0;
        int third = sampleBytes == 3 ? next() : 0;
        for (int i = 0; i < count; i++) {
            put(header.bits() == 4 ? (i % 2 == 0 ? value >> 4 : value & 0xf) : value, second, third);
        }
    }

    /// Copies literal samples, which are padded to whole groups of 16 bits.
    private void literal(int count) throws UnreadableImage {
        int read = 0;
        for (int i = 0; i < count; i++) {
            if (header.bits() == 4) {
                int pair = next();
                put(pair >> 4, 0, 0);
                i++;
                if (i < count) {
                    put(pair & 0xf, 0, 0);
                }
                read++;
            } else {
                put(next(), sampleBytes == 3 ? next() : 0, sampleBytes == 3 ? next() : 0);
                read += sampleBytes;
            }
        }
        if (read % 2 == 1 && code.hasRemaining()) {
            next();
        }
    }

    /// Puts a sample; those beyond the edge are dropped, as in other programs, since ImageMagick writes
    /// such files.
    private void put(int first, int second, int third) {
        if (x >= header.width()) {
            overEdge |= x >= header.rowBytes() * Byte.SIZE / header.bits(); // up to there it fills up the row
            x++;
            return;
        }
        int at = (y * header.width() + x) * sampleBytes;
        samples[at] = (byte) first;
        if (sampleBytes == 3) {
            samples[at + 1] = (byte) second;
            samples[at + 2] = (byte) third;
        }
        x++;
    }

    /// Whether runs are longer than their rows, a sign of damage.
    boolean reachOverEdge() {
        return overEdge;
    }

    /// A row in the file's order: one byte for each index, or three for each colour.
    ByteBuffer row(int row) {
        int bytes = header.width() * sampleBytes;
        return ByteBuffer.wrap(samples, row * bytes, bytes).slice().order(ByteOrder.LITTLE_ENDIAN);
    }
}
