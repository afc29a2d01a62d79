package dev.azulejo.core.look.jpeg;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Finds the quantisation tables of a JPEG (ITU T.81, annex B): reads segment after segment, whatever lies between
/// them, and no further than the first scan. Baseline, progressive and arithmetic files differ only behind that.
public final class JpegTables {
    /// The most bytes read: metadata of any size lies before the tables, but no photograph has more.
    static final int MOST_BYTES = 16 << 20;

    private static final int LENGTH = 2;
    private static final int TABLES = 4;
    private static final int COEFFICIENTS = 64;
    private static final int START_OF_IMAGE = 0xd8;
    private static final int END_OF_IMAGE = 0xd9;
    private static final int START_OF_SCAN = 0xda;
    private static final int QUANTISATION_TABLES = 0xdb;
    private static final int HUFFMAN_TABLES = 0xc4;
    private static final int EXTENSION = 0xc8;
    private static final int ARITHMETIC_CONDITIONING = 0xcc;

    private final DataInputStream in;
    private final int[][] tables = new int[TABLES][];

    /// The table of the first of the two components; the usual one until a frame names it.
    private int first = 0;
    private int second = 1;

    private int left = MOST_BYTES;

    private JpegTables(InputStream jpeg) {
        in = new DataInputStream(jpeg);
    }

    /// Tables in zigzag order, as they lie in the file.
    ///
    /// @param luminance of the first component
    /// @param chrominance of the second one; the same where there is only one
    public record Pair(int[] luminance, int[] chrominance) {}

    /// The tables; empty if the file is no JPEG, is damaged or ends before them.
    public static Optional<Pair> of(InputStream jpeg) throws IOException {
        try {
            return new JpegTables(jpeg).read();
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private Optional<Pair> read() throws IOException {
        if (marker() != START_OF_IMAGE) {
            return Optional.empty();
        }
        for (int marker = marker(); ; marker = marker()) {
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                return pair();
            }
            if (isAlone(marker)) {
                continue;
            }
            take(LENGTH);
            int bytes = in.readUnsignedShort() - LENGTH; // it counts itself
            if (bytes < 0) {
                return Optional.empty();
            }
            take(bytes);
            if (!segment(marker, bytes)) {
                return Optional.empty();
            }
        }
    }

    /// Counts bytes that are about to be read.
    private void take(int bytes) throws EOFException {
        left -= bytes;
        if (left < 0) {
            throw new EOFException("no tables where a photograph has them");
        }
    }

    /// Reads the next marker; if it is missing, the file is damaged.
    private int marker() throws IOException {
        take(1);
        if (in.readUnsignedByte() != 0xff) {
            throw new EOFException("no marker");
        }
        int marker = 0xff;
        while (marker == 0xff) { // any number may fill the gap
            take(1);
            marker = in.readUnsignedByte();
        }
        return marker;
    }

    /// Whether a marker has no segment: restarts, and one for private use.
    private static boolean isAlone(int marker) {
        return (marker >= 0xd0 && marker <= START_OF_IMAGE) || marker == 0x01;
    }

    private static boolean isFrame(int marker) {
        return marker >= 0xc0
                && marker <= 0xcf
                && marker != HUFFMAN_TABLES
                && marker != EXTENSION
                && marker != ARITHMETIC_CONDITIONING;
    }

    /// @return whether the segment is as the standard says
    private boolean segment(int marker, int bytes) throws IOException {
        if (marker == QUANTISATION_TABLES) {
            return readTables(bytes);
        }
        if (isFrame(marker)) {
            return readFrame(bytes);
        }
        in.skipNBytes(bytes);
        return true;
    }

    private boolean readTables(int bytes) throws IOException {
        int rest = bytes;
        while (rest > 0) {
            int precisionAndId = in.readUnsignedByte();
            boolean deep = precisionAndId >> 4 != 0;
            int id = precisionAndId & 0x0f;
            rest -= 1 + (deep ? 2 : 1) * COEFFICIENTS;
            if (rest < 0 || id >= TABLES) {
                return false;
            }
            var table = new int[COEFFICIENTS];
            for (int i = 0; i < COEFFICIENTS; i++) {
                table[i] = deep ? in.readUnsignedShort() : in.readUnsignedByte();
            }
            tables[id] = table;
        }
        return true;
    }

    private boolean readFrame(int bytes) throws IOException {
        if (bytes < 6) {
            return false;
        }
        in.skipNBytes(5); // precision, height, width
        int components = in.readUnsignedByte();
        if (components < 1 || bytes != 6 + 3 * components) {
            return false;
        }
        for (int component = 0; component < components; component++) {
            in.skipNBytes(2); // id, sampling
            int table = in.readUnsignedByte() & 0x03;
            if (component == 0) {
                first = table;
                second = table;
            } else if (component == 1) {
                second = table;
            }
        }
        return true;
    }

    private Optional<Pair> pair() {
        var luminance = tables[first];
        if (luminance == null) {
            return Optional.empty();
        }
        var chrominance = tables[second];
        return Optional.of(new Pair(luminance, chrominance == null ? luminance : chrominance));
    }
}
