package dev.azulejo.imaging.testkit;

import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// EXIF as a camera writes it: turned, with a maker's note, a place and a thumbnail, each at a known
/// offset.
public final class TestExif {
    public static final int ORIENTATION = 0x0112;
    public static final int MAKER_NOTE_AT = 500;
    public static final int GPS_AT = 700;
    public static final int THUMBNAIL_DIRECTORY_AT = 900;
    static final int THUMBNAIL_AT = 1000;
    static final int THUMBNAIL_BYTES = 120;
    public static final int BYTES = 1200;
    public static final String MAKER_NOTE = "a maker's note that says where it is: 500";
    static final String LATITUDE_REFERENCE = "N\0";

    private static final int EXIF_AT = 300;
    private static final int VALUES_AT = 200;

    private final ByteBuffer block;

    private TestExif(ByteOrder order) {
        block = ByteBuffer.allocate(BYTES).order(order);
    }

    public static byte[] photograph(ByteOrder order) {
        var exif = new TestExif(order);
        byte letter = (byte) (order == ByteOrder.LITTLE_ENDIAN ? 'I' : 'M');
        exif.block.put(letter).put(letter).putShort((short) 42).putInt(8);
        exif.directory(8, THUMBNAIL_DIRECTORY_AT, new int[][] {
            {0x010f, 2, 8, VALUES_AT}, // maker
            {ORIENTATION, 3, 1, 6},
            {0x011a, 5, 1, VALUES_AT + 10},
            {0x011b, 5, 1, VALUES_AT + 18},
            {0x0128, 3, 1, 2},
            {Tag.EXIF_DIRECTORY, 4, 1, EXIF_AT},
            {Tag.GPS_DIRECTORY, 4, 1, GPS_AT},
            {0x9c9b, 1, 4, 0x41},
        });
        exif.text(VALUES_AT, "Camera\0\0");
        exif.block.putInt(VALUES_AT + 10, 72).putInt(VALUES_AT + 14, 1);
        exif.block.putInt(VALUES_AT + 18, 72).putInt(VALUES_AT + 22, 1);
        exif.directory(EXIF_AT, 0, new int[][] {
            {0x829a, 5, 1, EXIF_AT + 100},
            {0x927c, 7, MAKER_NOTE.length(), MAKER_NOTE_AT},
            {0xa001, 3, 1, 2},
            {0xa002, 3, 1, 40},
            {0xa003, 4, 1, 30},
        });
        exif.block.putInt(EXIF_AT + 100, 1).putInt(EXIF_AT + 104, 125);
        exif.text(MAKER_NOTE_AT, MAKER_NOTE);
        exif.directory(GPS_AT, 0, new int[][] {{1, 2, 2, 0}, {2, 5, 3, GPS_AT + 100}});
        exif.text(GPS_AT + 2 + 8, LATITUDE_REFERENCE);
        exif.block.putInt(GPS_AT + 100, 48).putInt(GPS_AT + 104, 1).putInt(GPS_AT + 108, 51);
        exif.directory(THUMBNAIL_DIRECTORY_AT, 0, new int[][] {
            {0x0201, 4, 1, THUMBNAIL_AT},
            {0x0202, 4, 1, THUMBNAIL_BYTES}
        });
        for (int i = 0; i < THUMBNAIL_BYTES; i++) {
            exif.block.put(THUMBNAIL_AT + i, (byte) 0xaa);
        }
        return exif.block.array();
    }

    /// Writes a directory of entries: tag, type, count, and value or place.
    private void directory(int at, int next, int[][] entries) {
        block.putShort(at, (short) entries.length);
        int position = at + 2;
        for (var entry : entries) {
            block.putShort(position, (short) entry[0]).putShort(position + 2, (short) entry[1]);
            block.putInt(position + 4, entry[2]);
            if (entry[1] == 3) {
                block.putShort(position + 8, (short) entry[3]);
            } else {
                block.putInt(position + 8, entry[3]);
            }
            position += 12;
        }
        block.putInt(position, next);
    }

    private void text(int at, String text) {
        block.put(at, text.getBytes(StandardCharsets.US_ASCII));
    }
}
