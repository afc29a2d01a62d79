package dev.azulejo.imaging.jpeg;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Optional;

/// The frame header of a JPEG, which states how its pixels are coded. (ITU-T T.81, B.2.2)
///
/// @param process of its code, from 0 on (table B.1)
/// @param bits of a sample
/// @param blocks of 8x8 coefficients, over all components, in whole minimum coded units
/// @param components number of components
public record JpegFrame(int process, int bits, long blocks, int components) {
    private static final int SOF0 = 0xc0;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int DAC = 0xcc;
    private static final int SOF15 = 0xcf;
    private static final int LAST_TWO_BITS = 3; // of its code (table B.1)
    private static final int PROGRESSIVE = 2;
    private static final int LOSSLESS = 3;
    private static final int BLOCK_SIDE = 8;

    static final int BLOCK_SAMPLES = BLOCK_SIDE * BLOCK_SIDE;

    /// The bytes of libjpeg's JBLOCK: 64 coefficients of 16 bits.
    private static final int BLOCK_BYTES = 128;

    /// Whether a marker of this code begins a frame header.
    public static boolean isStart(int code) {
        return code >= SOF0 && code <= SOF15 && code != DHT && code != JPG && code != DAC;
    }

    /// @param content of the segment, without its length
    public static Optional<JpegFrame> of(int code, ByteBuffer content) {
        int components = content.remaining() > 5 ? content.get(5) & 0xff : 0;
        if (components == 0 || content.remaining() < 6 + 3 * components) {
            return Optional.empty();
        }
        int height = content.getShort(1) & 0xffff;
        int width = content.getShort(3) & 0xffff;
        int widest = 1;
        int highest = 1;
        for (int i = 0; i < components; i++) {
            widest = Math.max(widest, sampling(content, i) >> 4);
            highest = Math.max(highest, sampling(content, i) & 0xf);
        }
        long unitColumns = Math.ceilDiv(width, BLOCK_SIDE * widest);
        long unitRows = Math.ceilDiv(height, BLOCK_SIDE * highest);
        long blocks = 0;
        for (int i = 0; i < components; i++) {
            blocks += unitColumns * (sampling(content, i) >> 4) * unitRows * (sampling(content, i) & 0xf);
        }
        return Optional.of(new JpegFrame(code - SOF0, content.get(0) & 0xff, blocks, components));
    }

    private boolean isProgressive() {
        return (process & LAST_TWO_BITS) == PROGRESSIVE;
    }

    /// The kind of JPEG, if hardly any program reads that kind.
    ///
    /// @param words of the decoder that gave up
    public Optional<String> rareKind(String words) {
        if ((process & LAST_TWO_BITS) == LOSSLESS) {
            return Optional.of("a lossless JPEG");
        }
        if (process == 5 || process == 6 || process == 13 || process == 14) {
            return Optional.of("a hierarchical JPEG");
        }
        if (bits != 8) {
            return Optional.of("a JPEG of %d bits a sample".formatted(bits));
        }
        boolean arithmetic = process > 8 && words.toLowerCase(Locale.ROOT).contains("arithmetic");
        return arithmetic ? Optional.of("a JPEG with arithmetic coding") : Optional.empty();
    }

    private static int sampling(ByteBuffer content, int component) {
        return content.get(7 + 3 * component) & 0xff;
    }

    /// The memory for all coefficients, which libjpeg keeps if one scan does not give whole blocks of all
    /// components (`has_multiple_scans` in jdinput.c).
    ///
    /// @param inFirstScan number of components in the first scan
    long heldBytes(int inFirstScan) {
        return isProgressive() || inFirstScan < components ? blocks * BLOCK_BYTES : 0;
    }
}
