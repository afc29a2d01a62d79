package dev.azulejo.imaging.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.zip.DeflaterOutputStream;

/// A TIFF of grey, RGB or palette that a seed decides: depths of 1 to 32 bits, white or black as zero, alpha or none,
/// bands together or apart, strips or tiles, predictors, compressions and byte orders. Written by the letter
/// of TIFF 6.0, it shares no code with the readers.
public final class SeededTiff {
    private static final int PALETTE = 3; // PhotometricInterpretation
    private static final int NONE = 1; // Compression
    private static final int LZW = 5;
    private static final int DEFLATE = 8;
    private static final int PACK_BITS = 32_773;

    private final Random random;
    private final int width;
    private final int height;
    private final int bits;
    private final int photometric;
    private final int extra; // ExtraSamples, or -1
    private final int bands;
    private final boolean separate;
    private final int compression;
    private final boolean predicted;
    private final boolean tiled;
    private final boolean lowestFirst;
    private final ByteOrder order;
    private final long[] samples;
    private final int[] palette;

    private SeededTiff(long seed) {
        random = new Random(seed);
        width = random.nextInt(1, 40);
        height = random.nextInt(1, 40);
        photometric = random.nextInt(4);
        bits = photometric == PALETTE ? random.nextInt(1, 13) : random.nextInt(1, 33);
        extra = photometric == PALETTE || random.nextBoolean() ? -1 : random.nextInt(3);
        bands = (photometric == 2 ? 3 : 1) + (extra < 0 ? 0 : 1);
        separate = bands > 1 && random.nextBoolean();
        compression = new int[] {NONE, LZW, DEFLATE, PACK_BITS}[random.nextInt(4)];
        predicted = (compression == LZW || compression == DEFLATE) && random.nextBoolean();
        tiled = random.nextBoolean();
        lowestFirst = random.nextInt(4) == 0;
        order = random.nextBoolean() ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        boolean smooth = random.nextBoolean();
        samples = new long[width * height * bands];
        Arrays.setAll(samples, i -> (smooth ? i / 5 * 3L : random.nextLong()) & white());
        palette =
                random.ints(photometric == PALETTE ? 3 << bits : 0, 0, 1 << 16).toArray();
    }

    public static SeededTiff of(long seed) {
        return new SeededTiff(seed);
    }

    private long white() {
        return (1L << bits) - 1;
    }

    private int kept() {
        return photometric == PALETTE ? 3 : bands - (extra == 0 ? 1 : 0);
    }

    private long most() {
        return bits <= 8 || photometric == PALETTE ? 255 : 65_535;
    }

    /// The samples that a reader has to give, of 8 or 16 bits.
    public int[] expected() {
        var expected = new int[width * height * kept()];
        for (int pixel = 0; pixel < width * height; pixel++) {
            for (int band = 0; band < kept(); band++) {
                expected[pixel * kept() + band] = photometric == PALETTE
                        ? palette[(band << bits) + (int) samples[pixel]] >> 8
                        : level(pixel * bands + band, band < bands - (extra < 0 ? 0 : 1));
            }
            if (extra == 1) {
                divide(expected, pixel * kept(), kept() - 1);
            }
        }
        return expected;
    }

    private int level(int index, boolean colour) {
        long light = photometric == 0 && colour ? white() - samples[index] : samples[index];
        return (int) ((light * most() + white() / 2) / white());
    }

    private void divide(int[] pixels, int first, int colours) {
        long alpha = pixels[first + colours];
        for (int i = first; i < first + colours; i++) {
            pixels[i] = alpha == 0 ? 0 : (int) Math.min(most(), (pixels[i] * most() + alpha / 2) / alpha);
        }
    }

    public byte[] bytes() {
        int partWidth = tiled ? 16 * random.nextInt(1, 3) : width;
        int partHeight = tiled ? 16 * random.nextInt(1, 3) : random.nextInt(1, height + 1);
        var all = new ByteArrayOutputStream();
        var lengths = new ArrayList<Integer>();
        for (int plane = 0; plane < (separate ? bands : 1); plane++) {
            for (int top = 0; top < height; top += partHeight) {
                for (int left = 0; left < width; left += partWidth) {
                    int rows = tiled ? partHeight : Math.min(partHeight, height - top);
                    byte[] part = packed(raw(plane, left, top, partWidth, rows));
                    lengths.add(part.length);
                    all.writeBytes(part);
                }
            }
        }
        int[] cut = lengths.stream().mapToInt(length -> length).toArray();
        var file = new TiffBytes(order, random.nextBoolean());
        var page = file.page(width, height, photometric, 8, all.toByteArray());
        var depths = new int[bands];
        Arrays.fill(depths, bits);
        page.numbers(258, TiffBytes.SHORT, depths)
                .numbers(259, TiffBytes.SHORT, compression)
                .numbers(277, TiffBytes.SHORT, bands)
                .numbers(284, TiffBytes.SHORT, separate ? 2 : 1)
                .numbers(266, TiffBytes.SHORT, lowestFirst ? 2 : 1)
                .numbers(317, TiffBytes.SHORT, predicted ? 2 : 1);
        if (tiled) {
            page.tiles(partWidth, partHeight, cut);
        } else {
            page.numbers(278, TiffBytes.LONG, partHeight).strips(cut);
        }
        if (extra >= 0) {
            page.numbers(338, TiffBytes.SHORT, extra);
        }
        if (photometric == PALETTE) {
            page.numbers(320, TiffBytes.SHORT, palette);
        }
        return file.toByteArray();
    }

    private byte[] raw(int plane, int left, int top, int columns, int rows) {
        int partBands = separate ? 1 : bands;
        var raw = new ByteArrayOutputStream();
        for (int y = top; y < top + rows; y++) {
            var row = new long[columns * partBands];
            for (int i = 0; i < row.length; i++) {
                int x = Math.min(left + i / partBands, width - 1);
                row[i] = samples[(Math.min(y, height - 1) * width + x) * bands + plane + i % partBands];
            }
            for (int i = row.length - 1; predicted && i >= partBands; i--) {
                row[i] = (row[i] - row[i - partBands]) & white();
            }
            raw.writeBytes(row(row));
        }
        return raw.toByteArray();
    }

    /// Samples of whole bytes lie in the file's byte order, others from the highest bit on.
    private byte[] row(long[] row) {
        var bytes = new byte[Math.ceilDiv(row.length * bits, 8)];
        for (int bit = 0; bit < row.length * bits; bit++) {
            int within = bit % bits;
            boolean swapped = bits % 8 == 0 && order == ByteOrder.LITTLE_ENDIAN;
            int place = swapped ? within / 8 * 8 + 7 - within % 8 : bits - 1 - within;
            if (((row[bit / bits] >> place) & 1) == 1) {
                bytes[bit / 8] |= (byte) (0x80 >> bit % 8);
            }
        }
        return bytes;
    }

    private byte[] packed(byte[] raw) {
        byte[] packed = switch (compression) {
            case LZW -> lzw(raw);
            case DEFLATE -> deflated(raw);
            case PACK_BITS -> packBits(raw);
            default -> raw;
        };
        for (int i = 0; lowestFirst && i < packed.length; i++) {
            packed[i] = (byte) (Integer.reverse(packed[i]) >>> 24);
        }
        return packed;
    }

    private static byte[] deflated(byte[] raw) {
        var bytes = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(raw);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return bytes.toByteArray();
    }

    /// Runs of equal bytes, and bytes alone.
    private static byte[] packBits(byte[] raw) {
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < raw.length; ) {
            int run = 1;
            while (run < 128 && at + run < raw.length && raw[at + run] == raw[at]) {
                run++;
            }
            bytes.write(run == 1 ? 0 : 1 - run);
            bytes.write(raw[at]);
            at += run;
        }
        return bytes.toByteArray();
    }

    private static byte[] lzw(byte[] raw) {
        var codes = new BitWriter();
        var known = new HashMap<String, Integer>();
        var text = "";
        codes.put(256, 9);
        int bits = 9;
        for (byte value : raw) {
            var longer = text + (char) (value & 0xff);
            if (longer.length() == 1 || known.containsKey(longer)) {
                text = longer;
                continue;
            }
            codes.put(code(known, text), bits);
            known.put(longer, 258 + known.size());
            text = longer.substring(longer.length() - 1);
            bits = Math.max(9, 32 - Integer.numberOfLeadingZeros(258 + known.size()));
            if (known.size() + 258 == 4_094) {
                codes.put(256, bits);
                known.clear();
                bits = 9;
            }
        }
        codes.put(code(known, text), bits);
        bits = Math.max(9, 32 - Integer.numberOfLeadingZeros(259 + known.size()));
        codes.put(257, bits);
        return codes.bytes.toByteArray();
    }

    private static int code(Map<String, Integer> known, String text) {
        return text.length() == 1 ? text.charAt(0) : known.getOrDefault(text, 0);
    }

    /// Writes codes from the highest bit on, up to 16 zeros after the last.
    private static final class BitWriter {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private long pending;
        private int count;

        void put(int code, int bits) {
            pending = (pending << bits) | code;
            count += bits;
            for (; count >= 8; count -= 8) {
                bytes.write((int) (pending >> (count - 8)));
            }
            if (code == 257) {
                bytes.write((int) (pending << (8 - count)));
            }
        }
    }

    @Override
    public String toString() {
        return "%d × %d, %d bits, photometric %d, extra %d, %s, compression %d%s, %s%s, %s"
                .formatted(
                        width,
                        height,
                        bits,
                        photometric,
                        extra,
                        separate ? "apart" : "together",
                        compression,
                        predicted ? " predicted" : "",
                        tiled ? "tiles" : "strips",
                        lowestFirst ? " lowest bit first" : "",
                        order);
    }
}
