package dev.azulejo.imaging.hostile;

import java.util.List;

/// EXIF whose entries name one directory over and over, whose directories overlap, and whose values do; in
/// each format that holds EXIF.
public final class HostileExif {
    private static final int EXIF = 0x8769;
    private static final int INTEROPERABILITY = 0xa005;
    private static final int ENTRY_BYTES = 12;

    private HostileExif() {}

    static List<HostileFile> all() {
        return List.of(
                HostileFile.read("exif-flood.jpg", HostileJpegs.withExif(flood(500))),
                HostileFile.read("exif-flood.png", HostilePngs.withExif(flood(3_000))),
                HostileFile.read("exif-flood.webp", HostileFrames.webp(1, flood(500))),
                HostileFile.read("exif-upon.png", HostilePngs.withExif(upon(60, 65_535))),
                HostileFile.read("exif-upon.jpg", HostileJpegs.withExif(upon(60, 1_000))),
                HostileFile.read("exif-values.jpg", HostileJpegs.withExif(values(5_000))),
                HostileFile.read("exif-values.png", HostilePngs.withExif(values(6_000))));
    }

    private static Bytes start(int directory) {
        return Bytes.littleEndian().text("II*\0").number(directory);
    }

    private static byte[] pointers(int count, int tag, int place) {
        var entry = Bytes.littleEndian()
                .shortNumber(tag)
                .shortNumber(4)
                .number(1)
                .number(place)
                .toByteArray();
        return Bytes.littleEndian()
                .shortNumber(count)
                .times(count, entry)
                .number(0)
                .toByteArray();
    }

    private static int directoryBytes(int entries) {
        return 2 + ENTRY_BYTES * entries + 4;
    }

    /// EXIF in which each entry of the first directory names the second, and each of that the third:
    /// `count` to the power of three.
    public static byte[] flood(int count) {
        int second = 8 + directoryBytes(count);
        int third = second + directoryBytes(count);
        return start(8).bytes(pointers(count, EXIF, second))
                .bytes(pointers(count, INTEROPERABILITY, third))
                .bytes(pointers(count, 0x9000, 0))
                .toByteArray();
    }

    /// EXIF whose first directory names `count` places, an entry apart, and from each a directory of
    /// `entries` is read.
    public static byte[] upon(int count, int entries) {
        int below = 8 + directoryBytes(count);
        var first = Bytes.littleEndian().shortNumber(count);
        for (int i = 0; i < count; i++) {
            first.shortNumber(EXIF).shortNumber(4).number(1).number(below + ENTRY_BYTES * i);
        }
        var cell = Bytes.littleEndian()
                .shortNumber(entries)
                .shortNumber(0x9000)
                .shortNumber(1)
                .number(1)
                .shortNumber(0);
        return start(8).bytes(first.number(0).toByteArray())
                .times(count + entries + 1, cell.toByteArray())
                .toByteArray();
    }

    /// EXIF whose values all are the whole block.
    public static byte[] values(int count) {
        var entries = Bytes.littleEndian().shortNumber(count);
        int length = 8 + directoryBytes(count);
        for (int i = 0; i < count; i++) {
            entries.shortNumber(0x100 + i % 0x7000)
                    .shortNumber(7)
                    .number(length)
                    .number(0);
        }
        return start(8).bytes(entries.number(0).toByteArray()).toByteArray();
    }
}
