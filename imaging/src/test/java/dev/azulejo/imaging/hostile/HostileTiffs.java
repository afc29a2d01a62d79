package dev.azulejo.imaging.hostile;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// TIFF 6.0 files: tiles larger than any memory, directories without end, and wrong numbers.
public final class HostileTiffs {
    private static final int WIDTH = 256;
    private static final int HEIGHT = 257;
    private static final int BITS = 258;
    private static final int COMPRESSION = 259;
    private static final int PHOTOMETRIC = 262;
    private static final int STRIPS = 273;
    private static final int SAMPLES = 277;
    private static final int ROWS = 278;
    private static final int STRIP_BYTES = 279;
    private static final int PLANAR = 284;
    private static final int TILE_WIDTH = 322;
    private static final int TILE_HEIGHT = 323;
    private static final int TILES = 324;
    private static final int TILE_BYTES = 325;
    private static final int SUB_DIRECTORIES = 330;
    private static final int EXIF = 34_665;
    private static final int GREY = 1;
    private static final int RGB = 2;
    private static final int DEFLATE = 8;
    private static final int SHORT = 3;
    private static final int LONG = 4;
    private static final int BYTES = 1; // of a place and a count, instead of values
    private static final int OLD_JPEG = 6;
    private static final int STREAM = 513;
    private static final int STREAM_BYTES = 514;

    /// Stand-ins for offsets: the place of the pixels, and that of the directory itself.
    private static final int DATA = Integer.MIN_VALUE;

    private static final int SELF = Integer.MIN_VALUE + 1;

    private HostileTiffs() {}

    static List<HostileFile> all() {
        return List.of(
                HostileFile.refused("huge-tiles.tif", tiled(64, 30_000, 3)),
                HostileFile.refused("endless-tiles.tif", tiled(64, Integer.MAX_VALUE, 1)),
                HostileFile.read("many-tiles.tif", manyTiles(1_600)),
                HostileFile.read("loop.tif", plain(Map.of(), SELF)),
                HostileFile.read(
                        "itself.tif", plain(Map.of(EXIF, longs(SELF), SUB_DIRECTORIES, repeated(SELF, 1_000)), 0)),
                HostileFile.read("pages.tif", pages(9_999)),
                HostileFile.refused("more-pages.tif", pages(20_000)),
                HostileFile.refused("sub-directories.tif", subDirectories(20_000)),
                HostileFile.refused("upon.tif", upon(9_990, 4_096)),
                HostileFile.refused("values.tif", values(2_000)),
                HostileFile.refused("scans.tif", jpeg(7, 1_024, 200, false)),
                HostileFile.refused("tile-scans.tif", jpeg(7, 1_024, 200, true)),
                HostileFile.refused("larger.tif", larger(7)),
                HostileFile.refused("old-larger.tif", larger(6)),
                HostileFile.refused("old-scans.tif", jpeg(6, 1_024, 200, false)),
                HostileFile.refused("no-strips.tif", plain(Map.of(STRIPS, longs(), STRIP_BYTES, longs()), 0)),
                HostileFile.refused("no-width.tif", plain(Map.of(WIDTH, longs(0)), 0)),
                HostileFile.refused("all-width.tif", plain(Map.of(WIDTH, longs(0xffff_ffff)), 0)),
                HostileFile.refused("all-bands.tif", plain(Map.of(SAMPLES, shorts(65_535)), 0)));
    }

    private record Field(int type, int[] values) {}

    private static Field shorts(int... values) {
        return new Field(SHORT, values);
    }

    private static Field longs(int... values) {
        return new Field(LONG, values);
    }

    private static Field repeated(int value, int count) {
        var values = new int[count];
        Arrays.fill(values, value);
        return longs(values);
    }

    /// A TIFF of one black, deflated tile for each band, of which the picture shows a corner.
    static byte[] tiled(int side, int tileSide, int bands) {
        byte[] tile = Bytes.deflatedZeros(Math.min(1L << 30, (long) tileSide * tileSide));
        return tiff(
                Map.ofEntries(
                        Map.entry(WIDTH, longs(side)),
                        Map.entry(HEIGHT, longs(side)),
                        Map.entry(BITS, shorts(bands == 1 ? new int[] {8} : new int[] {8, 8, 8})),
                        Map.entry(COMPRESSION, shorts(DEFLATE)),
                        Map.entry(PHOTOMETRIC, shorts(bands == 1 ? GREY : RGB)),
                        Map.entry(SAMPLES, shorts(bands)),
                        Map.entry(PLANAR, shorts(bands == 1 ? 1 : 2)),
                        Map.entry(TILE_WIDTH, longs(tileSide)),
                        Map.entry(TILE_HEIGHT, longs(tileSide)),
                        Map.entry(TILES, repeated(DATA, bands)),
                        Map.entry(TILE_BYTES, repeated(tile.length, bands))),
                tile,
                0);
    }

    /// A page that names a directory the given number of times.
    private static byte[] subDirectories(int count) {
        return plain(Map.of(SUB_DIRECTORIES, repeated(SELF, count)), 0);
    }

    /// Directories of the given number of entries, one entry apart, each of which names the next one.
    static byte[] upon(int directories, int entries) {
        int first = 65_536 + 16; // so that the count of entries in a cell is also the type of an entry
        int cells = directories + entries + 4;
        var file = Bytes.littleEndian().text("II*\0").number(first).bytes(new byte[first - 8]);
        for (int cell = 0; cell < cells; cell++) {
            boolean isEnd = cell >= entries && cell < directories + entries - 1;
            int next = isEnd ? first + 12 * (cell - entries + 1) : cell < entries ? 0x0001_0001 : 0;
            file.shortNumber(entries).number(next).number(1).shortNumber(0);
        }
        return file.toByteArray();
    }

    /// The given number of private tags, all with the pixels as their value.
    private static byte[] values(int count) {
        var fields = new TreeMap<Integer, Field>();
        for (int i = 0; i < count; i++) {
            fields.put(40_000 + i, new Field(BYTES, new int[] {60_000, 8}));
        }
        return plain(fields, 0);
    }

    /// A picture of 64 pixels a side, for which one of 16,384 is to be decoded.
    private static byte[] larger(int compression) {
        return jpeg(compression, 64, HostileJpegs.progressive(16_384, 0), false);
    }

    /// A picture in one strip, or in four tiles at the same place, each a JPEG of the given number of
    /// scans.
    static byte[] jpeg(int compression, int side, int scans, boolean tiled) {
        return jpeg(compression, side, HostileJpegs.progressive(side, scans), tiled);
    }

    private static byte[] jpeg(int compression, int side, byte[] stream, boolean tiled) {
        var fields = new TreeMap<>(Map.of(
                WIDTH, longs(tiled ? 2 * side : side),
                HEIGHT, longs(tiled ? 2 * side : side),
                BITS, shorts(8),
                COMPRESSION, shorts(compression),
                PHOTOMETRIC, shorts(GREY),
                SAMPLES, shorts(1)));
        if (tiled) {
            fields.putAll(Map.of(
                    TILE_WIDTH, longs(side),
                    TILE_HEIGHT, longs(side),
                    TILES, repeated(DATA, 4),
                    TILE_BYTES, repeated(stream.length, 4)));
        } else {
            fields.putAll(Map.of(
                    STRIPS, longs(DATA),
                    ROWS, longs(side),
                    STRIP_BYTES, longs(stream.length)));
        }
        if (compression == OLD_JPEG) {
            fields.putAll(Map.of(STREAM, longs(DATA), STREAM_BYTES, longs(100)));
        }
        return tiff(fields, stream, 0);
    }

    /// A TIFF of thousands of tiles, all at the same place.
    private static byte[] manyTiles(int side) {
        int count = side / 16 * (side / 16);
        return tiff(
                Map.of(
                        WIDTH, longs(side),
                        HEIGHT, longs(side),
                        BITS, shorts(8),
                        COMPRESSION, shorts(1),
                        PHOTOMETRIC, shorts(GREY),
                        SAMPLES, shorts(1),
                        TILE_WIDTH, longs(16),
                        TILE_HEIGHT, longs(16),
                        TILES, repeated(DATA, count),
                        TILE_BYTES, repeated(512, count)), // not 256, which each has
                HostilePngs.noise(256),
                0);
    }

    private static byte[] plain(Map<Integer, Field> changes, int next) {
        byte[] pixels = HostilePngs.noise(64 * 64 * 3);
        var fields = new TreeMap<>(Map.of(
                WIDTH, longs(64),
                HEIGHT, longs(64),
                BITS, shorts(8, 8, 8),
                COMPRESSION, shorts(1),
                PHOTOMETRIC, shorts(RGB),
                STRIPS, longs(DATA),
                SAMPLES, shorts(3),
                ROWS, longs(64),
                STRIP_BYTES, longs(pixels.length)));
        fields.putAll(changes);
        return tiff(fields, pixels, next);
    }

    /// Writes a header, pixels, one directory, and values that are too long for it.
    private static byte[] tiff(Map<Integer, Field> fields, byte[] pixels, int next) {
        int directory = 8 + pixels.length + pixels.length % 2;
        int rest = directory + 2 + 12 * fields.size() + 4;
        var entries = Bytes.littleEndian().shortNumber(fields.size());
        var values = Bytes.littleEndian();
        new TreeMap<>(fields).forEach((tag, field) -> {
            var some = Bytes.littleEndian();
            for (int value : field.values) {
                int resolved = value == DATA ? 8 : value == SELF ? directory : value;
                if (field.type == SHORT) {
                    some.shortNumber(resolved);
                } else {
                    some.number(resolved);
                }
            }
            entries.shortNumber(tag).shortNumber(field.type);
            if (field.type == BYTES) {
                entries.number(Math.min(field.values[0], pixels.length)).number(field.values[1]);
                return;
            }
            entries.number(field.values.length);
            if (some.length() <= 4) {
                entries.bytes(Arrays.copyOf(some.toByteArray(), 4));
            } else {
                entries.number(rest + values.length());
                values.bytes(some.toByteArray());
            }
        });
        return Bytes.littleEndian()
                .text("II*\0")
                .number(directory)
                .bytes(pixels)
                .bytes(new byte[pixels.length % 2])
                .bytes(entries.toByteArray())
                .number(next == SELF ? directory : next)
                .bytes(values.toByteArray())
                .toByteArray();
    }

    private static byte[] pages(int count) {
        int[][] entries = {
            {WIDTH, 1},
            {HEIGHT, 1},
            {BITS, 8},
            {COMPRESSION, 1},
            {PHOTOMETRIC, 1},
            {STRIPS, 8},
            {SAMPLES, 1},
            {ROWS, 1},
            {STRIP_BYTES, 1}
        };
        int length = 2 + 12 * entries.length + 4;
        var file = Bytes.littleEndian().text("II*\0").number(8);
        for (int page = 1; page <= count; page++) {
            file.shortNumber(entries.length);
            for (var entry : entries) {
                file.shortNumber(entry[0]).shortNumber(LONG).number(1).number(entry[1]);
            }
            file.number(page == count ? 0 : 8 + page * length);
        }
        return file.toByteArray();
    }
}
