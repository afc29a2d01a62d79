package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.RandomBytes;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// The strips or tiles of a page, from which samples of any depth are unpacked. It holds those that lie
/// side by side. (TIFF 6.0, sections 3, 9, 14 and 15)
final class PackedParts {
    private static final int NONE = 1; // Compression
    private static final int LZW = 5;
    private static final int PACK_BITS = 32_773;
    private static final Set<Long> DEFLATE = Set.of(8L, 32_946L);
    private static final int SEPARATE = 2; // PlanarConfiguration
    private static final int HORIZONTAL = 2; // Predictor
    private static final int LOWEST_FIRST = 2; // FillOrder

    private final RandomBytes file;
    private final long compression;
    private final boolean reversed;
    private final boolean predicted;
    private final boolean tiled;
    private final int width;
    private final int height;
    private final int partWidth;
    private final int partHeight;
    private final int columns;
    private final int down;
    private final int planes;
    private final int[] depths; // of all bands
    private final int partBands;
    private final int rowBytes; // of a part
    private final boolean littleEndian;
    private final long[] offsets;
    private final long[] lengths;
    private final byte[][] held;
    private int heldRow = -1;

    /// @param directory of a page whose sizes were checked
    /// @param mostBytes that may be held
    /// @throws UnreadableImage when a row of strips or tiles has more
    PackedParts(Ifd directory, long mostBytes) throws UnreadableImage {
        file = directory.source();
        compression = directory.number(Tag.COMPRESSION, NONE);
        reversed = directory.number(Tag.FILL_ORDER, 1) == LOWEST_FIRST;
        predicted = directory.number(Tag.PREDICTOR, 1) == HORIZONTAL && compression != PACK_BITS && compression != NONE;
        tiled = directory.has(Tag.TILE_OFFSETS);
        width = (int) directory.number(Tag.WIDTH, 0);
        height = (int) directory.number(Tag.HEIGHT, 0);
        partWidth = tiled ? (int) directory.number(Tag.TILE_WIDTH, 1) : width;
        partHeight = (int)
                (tiled
                        ? directory.number(Tag.TILE_HEIGHT, 1)
                        : Math.clamp(directory.number(Tag.ROWS_PER_STRIP, height), 1, height));
        columns = Math.ceilDiv(width, partWidth);
        down = Math.ceilDiv(height, partHeight);
        depths = depths(directory);
        boolean separate = directory.number(Tag.PLANAR_CONFIGURATION, 1) == SEPARATE;
        planes = separate ? depths.length : 1;
        partBands = separate ? 1 : depths.length;
        long pixelBits = separate
                ? Arrays.stream(depths).max().orElse(0)
                : Arrays.stream(depths).sum();
        if (Math.ceilDiv(partWidth * pixelBits, Byte.SIZE) * (double) partHeight * columns * planes > mostBytes) {
            throw new UnreadableImage(
                    Reason.TOO_LARGE_FOR_READER,
                    "is a TIFF whose strips or tiles are too large to be unpacked; save it as PNG",
                    null);
        }
        rowBytes = (int) Math.ceilDiv(partWidth * pixelBits, Byte.SIZE);
        littleEndian = directory.order() == ByteOrder.LITTLE_ENDIAN
                && Arrays.stream(depths).allMatch(depth -> depth % Byte.SIZE == 0 && depth == depths[0]);
        offsets = directory.numbers(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS);
        lengths = directory.numbers(tiled ? Tag.TILE_LENGTHS : Tag.STRIP_LENGTHS);
        held = new byte[planes * columns][];
    }

    static boolean knows(long compression) {
        return compression == NONE || compression == LZW || compression == PACK_BITS || DEFLATE.contains(compression);
    }

    /// The bits of each band; one number may stand for all.
    static int[] depths(Ifd directory) {
        long[] stated = directory.numbers(Tag.BITS_PER_SAMPLE);
        var depths = new int[(int) Math.max(1, directory.number(Tag.SAMPLES_PER_PIXEL, 1))];
        Arrays.setAll(depths, i -> stated.length == 0 ? 1 : (int) stated[Math.min(i, stated.length - 1)]);
        return depths;
    }

    /// Unpacks the samples of a row, pixel by pixel.
    void row(int y, int[] target) throws UnreadableImage {
        if (y / partHeight != heldRow) {
            heldRow = y / partHeight;
            for (int part = 0; part < held.length; part++) {
                held[part] = part(part / columns, heldRow * columns + part % columns);
            }
        }
        for (int part = 0; part < held.length; part++) {
            unpack(held[part], y % partHeight * rowBytes, part / columns, part % columns * partWidth, target);
        }
    }

    private void unpack(byte[] bytes, int start, int plane, int left, int[] target) {
        int count = Math.min(partWidth, width - left) * partBands;
        int first = left * depths.length + plane;
        int step = planes == 1 ? 1 : depths.length;
        long bit = start * (long) Byte.SIZE;
        for (int i = 0; i < count; i++) {
            int depth = depths[planes == 1 ? i % partBands : plane];
            int sample = littleEndian ? swapped(bytes, (int) (bit / Byte.SIZE), depth) : bits(bytes, bit, depth);
            bit += depth;
            if (predicted && i >= partBands) {
                sample = (sample + target[first + (i - partBands) * step]) & (int) ((1L << depth) - 1);
            }
            target[first + i * step] = sample;
        }
    }

    private static int swapped(byte[] bytes, int at, int depth) {
        int sample = 0;
        for (int i = depth / Byte.SIZE - 1; i >= 0; i--) {
            sample = (sample << Byte.SIZE) | (bytes[at + i] & 0xff);
        }
        return sample;
    }

    private static int bits(byte[] bytes, long bit, int depth) {
        long sample = 0;
        long end = bit + depth;
        int last = (int) ((end - 1) / Byte.SIZE);
        for (int at = (int) (bit / Byte.SIZE); at <= last; at++) {
            sample = (sample << Byte.SIZE) | (bytes[at] & 0xff);
        }
        return (int) ((sample >> ((last + 1L) * Byte.SIZE - end)) & ((1L << depth) - 1));
    }

    /// @param place among the parts of a plane
    private byte[] part(int plane, int place) throws UnreadableImage {
        int number = plane * columns * down + place;
        int rows = tiled ? partHeight : Math.min(partHeight, height - heldRow * partHeight);
        var unpacked = new byte[Math.multiplyExact(rowBytes, rows)];
        long most = file.length() - offsets[number];
        long length = number < lengths.length ? Math.min(lengths[number], most) : most;
        long wanted = compression == NONE ? Math.min(most, unpacked.length) : length;
        byte[] packed = file.read(offsets[number], Math.toIntExact(wanted), ByteOrder.BIG_ENDIAN)
                .array();
        if (reversed) {
            for (int i = 0; i < packed.length; i++) {
                packed[i] = (byte) (Integer.reverse(packed[i]) >>> 24);
            }
        }
        if (unpack(packed, unpacked) < unpacked.length) {
            throw new UnreadableImage(
                    Reason.UNREADABLE,
                    "is a TIFF that is damaged (its pixels end too soon); copy or export it again",
                    null);
        }
        return unpacked;
    }

    private int unpack(byte[] packed, byte[] target) {
        if (compression == NONE) {
            System.arraycopy(packed, 0, target, 0, packed.length);
            return packed.length;
        }
        if (compression == LZW) {
            return TiffLzw.unpack(packed, target);
        }
        return compression == PACK_BITS ? unpackBits(packed, target) : inflate(packed, target);
    }

    private static int inflate(byte[] packed, byte[] target) {
        int filled = 0;
        try (var inflater = new Inflater()) {
            inflater.setInput(packed);
            int count = 1;
            while (count > 0 && filled < target.length) {
                count = inflater.inflate(target, filled, target.length - filled);
                filled += count;
            }
        } catch (DataFormatException _) {
            return filled;
        }
        return filled;
    }

    private static int unpackBits(byte[] packed, byte[] target) {
        int filled = 0;
        int at = 0;
        while (filled < target.length && at + 1 < packed.length) {
            int code = packed[at++];
            int left = Math.min(target.length - filled, Math.abs(code) + 1);
            if (code >= 0) {
                left = Math.min(left, packed.length - at);
                System.arraycopy(packed, at, target, filled, left);
                at += left;
                filled += left;
            } else if (code > Byte.MIN_VALUE) { // that one means nothing
                Arrays.fill(target, filled, filled + left, packed[at++]);
                filled += left;
            }
        }
        return filled;
    }
}
