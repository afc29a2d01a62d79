package dev.azulejo.imaging.hostile;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// JPEG files (ITU-T T.81): many scans, many segments, and rare codings.
public final class HostileJpegs {
    private static final int DQT = 0xdb;
    private static final int DHT = 0xc4;
    private static final int SOS = 0xda;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int COM = 0xfe;
    private static final int BASELINE = 0xc0;
    private static final int PROGRESSIVE = 0xc2;
    private static final byte[] START = {(byte) 0xff, (byte) 0xd8};
    private static final byte[] END = {(byte) 0xff, (byte) 0xd9};
    private static final byte[] QUANTIZATION =
            segment(DQT, Bytes.bigEndian().octets(0).bytes(filled(64, 16)).toByteArray());

    /// A Huffman table of one code, "0", which means a difference of nothing.
    private static final byte[] DC = segment(DHT, table(0x00, 1, 0, 0));

    /// A Huffman table in which "0" ends a block, and "10" and 14 bits start a run of blocks.
    private static final byte[] AC = segment(DHT, table(0x10, 1, 1, 0, 0xe0));

    private HostileJpegs() {}

    public static List<HostileFile> all() {
        var plain = baseline(64, 64);
        return List.of(
                HostileFile.refused("scans.jpg", progressive(8_192, 5_000)),
                HostileFile.refused("segments.jpg", with(plain, segment(APP1, start("Exif\0\0II*\0", 65_000)), 1_100)),
                HostileFile.refused("hidden-scans.jpg", hiddenScans(512, 500)),
                HostileFile.refused("no-comments.jpg", with(plain, segment(COM, new byte[0]), 1_000_000)),
                HostileFile.refused("small-scans.jpg", progressive(64, 20_000)),
                HostileFile.read("comments.jpg", with(plain, segment(COM, filled(20, 7)), 100_000)),
                HostileFile.read("tables.jpg", with(plain, QUANTIZATION, 200_000)),
                HostileFile.read("fill.jpg", with(plain, filled(1, 0xff), 10_000_000)),
                HostileFile.read("exif-segments.jpg", with(plain, segment(APP1, start("Exif\0\0II*\0", 65_000)), 300)),
                HostileFile.read(
                        "profiles.jpg", with(plain, segment(APP2, start("ICC_PROFILE\0\1\u00ff", 65_000)), 300)),
                HostileFile.read(
                        "packets.jpg",
                        with(plain, segment(APP1, start("http://ns.adobe.com/xap/1.0/\0<x>", 65_000)), 300)),
                HostileFile.refused("twelve-bits.jpg", coded(0xc1, 12)),
                HostileFile.read("lossless.jpg", coded(0xc3, 8)),
                HostileFile.read("ten-components.jpg", tenComponents()));
    }

    static byte[] withExif(byte[] block) {
        var content = Bytes.bigEndian().text("Exif\0\0").bytes(block).toByteArray();
        return with(baseline(64, 64), segment(APP1, content), 1);
    }

    /// Scans of a picture in restart intervals. Before the first restart of each stands a marker that only
    /// libjpeg skips, while a reader of segments takes `FF D0` for its length and skips the scans behind
    /// it.
    static byte[] hiddenScans(int side, int scans) {
        int blocks = side / 8 * (side / 8);
        int interval = blocks / 2;
        var means = new byte[interval / 8];
        var rest = emptyBlocks(interval);
        var hidden = Bytes.bigEndian()
                .bytes(scan(1, 63))
                .bytes(rest)
                .octets(0xff, 2, 0xff, 0xd0)
                .bytes(rest)
                .toByteArray();
        return Bytes.bigEndian()
                .bytes(START)
                .bytes(QUANTIZATION)
                .bytes(segment(0xdd, new byte[] {(byte) (interval >> 8), (byte) interval}))
                .bytes(frame(PROGRESSIVE, 8, side, side, 1))
                .bytes(DC)
                .bytes(AC)
                .bytes(scan(0, 0))
                .bytes(means)
                .octets(0xff, 0xd0)
                .bytes(means)
                .times(scans, hidden)
                .bytes(END)
                .toByteArray();
    }

    /// @param scans number of scans besides the first
    public static byte[] progressive(int side, int scans) {
        int blocks = side / 8 * (side / 8);
        var scan =
                Bytes.bigEndian().bytes(scan(1, 63)).bytes(emptyBlocks(blocks)).toByteArray();
        return Bytes.bigEndian()
                .bytes(START)
                .bytes(QUANTIZATION)
                .bytes(frame(PROGRESSIVE, 8, side, side, 1))
                .bytes(DC)
                .bytes(AC)
                .bytes(scan(0, 0))
                .bytes(new byte[Math.ceilDiv(blocks, 8)])
                .times(scans, scan)
                .bytes(END)
                .toByteArray();
    }

    /// A grey picture with a bit for the mean of each block and one for the rest.
    static byte[] baseline(int width, int height) {
        int blocks = Math.ceilDiv(width, 8) * Math.ceilDiv(height, 8);
        return Bytes.bigEndian()
                .bytes(START)
                .bytes(QUANTIZATION)
                .bytes(frame(BASELINE, 8, width, height, 1))
                .bytes(DC)
                .bytes(AC)
                .bytes(scan(0, 63))
                .bytes(new byte[Math.ceilDiv(blocks, 4)])
                .bytes(END)
                .toByteArray();
    }

    private static byte[] coded(int frame, int bits) {
        return Bytes.bigEndian()
                .bytes(START)
                .bytes(QUANTIZATION)
                .bytes(frame(frame, bits, 64, 64, 1))
                .bytes(DC)
                .bytes(AC)
                .bytes(scan(frame == 0xc3 ? 1 : 0, frame == 0xc3 ? 0 : 63))
                .bytes(new byte[600])
                .bytes(END)
                .toByteArray();
    }

    private static byte[] tenComponents() {
        return Bytes.bigEndian()
                .bytes(START)
                .bytes(QUANTIZATION)
                .bytes(frame(BASELINE, 8, 64, 64, 10))
                .bytes(DC)
                .bytes(AC)
                .bytes(scan(0, 63))
                .bytes(new byte[64])
                .bytes(END)
                .toByteArray();
    }

    private static byte[] with(byte[] jpeg, byte[] segment, int times) {
        return Bytes.bigEndian()
                .bytes(START)
                .times(times, segment)
                .bytes(Arrays.copyOfRange(jpeg, START.length, jpeg.length))
                .toByteArray();
    }

    /// All blocks of a scan in runs of the greatest length.
    private static byte[] emptyBlocks(int blocks) {
        var bits = new ArrayList<Boolean>();
        int left = blocks;
        for (; left >= 1 << 14; left -= Math.min(left, (1 << 15) - 1)) {
            int more = Math.min(left, (1 << 15) - 1) - (1 << 14);
            bits.addAll(List.of(true, false));
            for (int bit = 13; bit >= 0; bit--) {
                bits.add((more >> bit & 1) == 1);
            }
        }
        for (; left > 0; left--) {
            bits.add(false);
        }
        var bytes = new ByteArrayOutputStream();
        for (int at = 0; at < bits.size(); at += 8) {
            int octet = 0;
            for (int bit = 0; bit < 8; bit++) {
                octet = octet << 1 | (at + bit >= bits.size() || bits.get(at + bit) ? 1 : 0);
            }
            bytes.write(octet);
            if (octet == 0xff) {
                bytes.write(0);
            }
        }
        return bytes.toByteArray();
    }

    private static byte[] frame(int marker, int bits, int width, int height, int components) {
        var content = Bytes.bigEndian()
                .octets(bits)
                .shortNumber(height)
                .shortNumber(width)
                .octets(components);
        for (int component = 1; component <= components; component++) {
            content.octets(component, 0x11, 0);
        }
        return segment(marker, content.toByteArray());
    }

    private static byte[] scan(int first, int last) {
        return segment(SOS, new byte[] {1, 1, 0, (byte) first, (byte) last, 0});
    }

    private static byte[] table(int number, int ofOneBit, int ofTwoBits, int... values) {
        var content = Bytes.bigEndian().octets(number, ofOneBit, ofTwoBits).bytes(new byte[14]);
        return content.octets(values).toByteArray();
    }

    private static byte[] segment(int marker, byte[] content) {
        return Bytes.bigEndian()
                .octets(0xff, marker)
                .shortNumber(content.length + 2)
                .bytes(content)
                .toByteArray();
    }

    private static byte[] start(String text, int length) {
        return Bytes.bigEndian()
                .text(text)
                .bytes(HostilePngs.noise(length - text.length()))
                .toByteArray();
    }

    private static byte[] filled(int length, int value) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }
}
