package dev.azulejo.imaging.heif;

import dev.azulejo.imaging.bytes.RandomBytes;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// The head of a box of the ISO base media file format. (ISO/IEC 14496-12, 4.2)
///
/// @param start the place of the box in the file
/// @param headBytes length of the head
/// @param length of the whole box as stated, even if the file has less
record IsoBox(String type, long start, int headBytes, long length) {
    static final int HEAD_BYTES = 8;
    private static final int LARGE = 1; // a length of 64 bits follows
    private static final int TO_THE_END = 0;

    /// @param start of a box whose first [#HEAD_BYTES] are in the file
    static IsoBox at(RandomBytes file, long start) {
        var head = file.read(start, HEAD_BYTES, ByteOrder.BIG_ENDIAN);
        long length = Integer.toUnsignedLong(head.getInt());
        var type = StandardCharsets.ISO_8859_1.decode(head).toString();
        if (length == LARGE && file.has(start + HEAD_BYTES, Long.BYTES)) {
            long large = file.read(start + HEAD_BYTES, Long.BYTES, ByteOrder.BIG_ENDIAN)
                    .getLong();
            return new IsoBox(type, start, HEAD_BYTES + Long.BYTES, large);
        }
        return new IsoBox(type, start, HEAD_BYTES, length == TO_THE_END ? file.length() - start : length);
    }

    boolean isWhole(RandomBytes file) {
        return length >= headBytes && file.has(start, length);
    }

    long end() {
        return start + length;
    }
}
