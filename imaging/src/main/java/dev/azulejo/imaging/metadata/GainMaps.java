package dev.azulejo.imaging.metadata;

import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.ifd.IfdReader;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Finds signs of a gain map, the second picture of an HDR photograph: it belongs to the pixels before they
/// are enhanced, and is left out.
public final class GainMaps {
    public static final String LEFT_OUT =
            "holds a gain map for HDR screens, which is left out: the result shows the standard range";
    public static final String PICTURES_LEFT_OUT =
            "holds further pictures, such as a gain map for HDR screens, which are left out";

    private static final String MULTI_PICTURE = "MPF\0";
    private static final String ISO_21496 = "urn:iso:std:iso:ts:21496:-1\0";
    private static final int MP_ENTRIES = 0xb002;
    private static final int MP_ENTRY_LENGTH = 16;
    private static final int TYPE_MASK = 0xff_ffff;
    private static final int LARGE_THUMBNAIL = 0x01_0000; // and the size, in the low bits

    private GainMaps() {}

    /// The warning about an APP2 segment of a JPEG: one of ISO 21496-1, or an index of pictures that lists
    /// more than thumbnails (CIPA DC-007, 5.2).
    ///
    /// @param content the start of the segment, without its length
    /// @param budget from which the directory of an index is drawn
    public static Optional<String> inJpegSegment(ByteBuffer content, FileBudget budget) {
        if (startsWith(content, ISO_21496)) {
            return Optional.of(LEFT_OUT);
        }
        if (!startsWith(content, MULTI_PICTURE)) {
            return Optional.empty();
        }
        var index = new byte[content.remaining() - MULTI_PICTURE.length()];
        content.get(content.position() + MULTI_PICTURE.length(), index);
        return IfdReader.exif(index, budget)
                .flatMap(IfdReader::first)
                .flatMap(directory -> directory.entry(MP_ENTRIES).map(directory::bytes))
                .filter(GainMaps::hasOtherPictures)
                .map(ignored -> PICTURES_LEFT_OUT);
    }

    private static boolean startsWith(ByteBuffer bytes, String start) {
        var expected = ByteBuffer.wrap(start.getBytes(StandardCharsets.ISO_8859_1));
        return bytes.remaining() >= expected.remaining()
                && bytes.slice(bytes.position(), expected.remaining()).equals(expected);
    }

    private static boolean hasOtherPictures(ByteBuffer entries) {
        for (int entry = MP_ENTRY_LENGTH; entry + Integer.BYTES <= entries.limit(); entry += MP_ENTRY_LENGTH) {
            int type = entries.getInt(entry) & TYPE_MASK;
            if ((type & ~0xffff) != LARGE_THUMBNAIL) {
                return true;
            }
        }
        return false;
    }
}
