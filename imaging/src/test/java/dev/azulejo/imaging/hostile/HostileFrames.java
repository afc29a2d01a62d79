package dev.azulejo.imaging.hostile;

import java.util.List;

/// GIF and BMP files with countless frames, and runs that fill millions of pixels.
final class HostileFrames {
    private static final byte[] ONE_PIXEL = {2, 2, 0x44, 1, 0};
    private static final int BMP_HEADER = 54;

    private HostileFrames() {}

    static List<HostileFile> all() {
        return List.of(
                HostileFile.read("frames.gif", gif(100, 9_999, 1)),
                HostileFile.refused("many-frames.gif", gif(1, 100_000, 1)),
                HostileFile.refused("many-frames.webp", webp(100_000, new byte[0])),
                HostileFile.refused("many-chunks.webp", chunks(1_000_000)),
                HostileFile.refused("large.gif", gif(65_535, 1, 1)),
                HostileFile.read("nothing.gif", gif(0, 1, 1)),
                HostileFile.read("extensions.gif", commented(100_000)),
                HostileFile.refused("runs.bmp", runLength(20_000, 200_000)),
                HostileFile.read("jumps.bmp", jumps()),
                HostileFile.refused(
                        "upside-down.bmp", bmp(64, Integer.MIN_VALUE, 24, 0, HostilePngs.noise(64 * 64 * 3))),
                HostileFile.refused("endless.bmp", bmp(Integer.MAX_VALUE, 1, 24, 0, HostilePngs.noise(64 * 64 * 3))));
    }

    /// A picture of one pixel in VP8L (RFC 9649, 3): its size, no transforms, no cache, and codes of one symbol each.
    private static final byte[] VP8L = {0x2f, 0, 0, 0, 0, (byte) 0x88, (byte) 0x88, 8};

    private static Bytes chunk(String name, byte[] content) {
        return Bytes.littleEndian()
                .text(name)
                .number(content.length)
                .bytes(content)
                .bytes(new byte[content.length % 2]);
    }

    /// @param frames of an animation, or 1 for a still picture
    /// @param exif the block; none if it is empty
    static byte[] webp(int frames, byte[] exif) {
        var extended = new byte[10];
        extended[0] = (byte) ((frames > 1 ? 2 : 0) | (exif.length > 0 ? 8 : 0));
        var picture = chunk("VP8L", VP8L).toByteArray();
        var frame = chunk(
                        "ANMF",
                        Bytes.littleEndian().bytes(new byte[16]).bytes(picture).toByteArray())
                .toByteArray();
        var content =
                Bytes.littleEndian().text("WEBP").bytes(chunk("VP8X", extended).toByteArray());
        if (frames > 1) {
            content.bytes(chunk("ANIM", new byte[6]).toByteArray()).times(frames, frame);
        } else {
            content.bytes(picture);
        }
        if (exif.length > 0) {
            content.bytes(chunk("EXIF", exif).toByteArray());
        }
        return riff(content);
    }

    private static byte[] chunks(int count) {
        var extended = chunk("VP8X", new byte[10]).toByteArray();
        return riff(Bytes.littleEndian()
                .text("WEBP")
                .bytes(extended)
                .times(count, chunk("JUNK", new byte[0]).toByteArray())
                .bytes(chunk("VP8L", VP8L).toByteArray()));
    }

    private static byte[] riff(Bytes content) {
        return Bytes.littleEndian()
                .text("RIFF")
                .number(content.length())
                .bytes(content.toByteArray())
                .toByteArray();
    }

    private static Bytes gifStart(int side) {
        return Bytes.littleEndian()
                .text("GIF89a")
                .shortNumber(side)
                .shortNumber(side)
                .octets(0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff);
    }

    private static byte[] gif(int side, int frames, int frameSide) {
        var control = new byte[] {0x21, (byte) 0xf9, 4, 4, 0, 0, 0, 0};
        var frame =
                Bytes.littleEndian().bytes(control).bytes(picture(frameSide)).toByteArray();
        return gifStart(side).times(frames, frame).octets(0x3b).toByteArray();
    }

    private static byte[] picture(int side) {
        return Bytes.littleEndian()
                .octets(0x2c, 0, 0, 0, 0)
                .shortNumber(side)
                .shortNumber(side)
                .octets(0)
                .bytes(ONE_PIXEL)
                .toByteArray();
    }

    private static byte[] commented(int comments) {
        var comment = new byte[] {0x21, (byte) 0xfe, 1, 'a', 1, 'b', 0};
        return gifStart(1)
                .times(comments, comment)
                .bytes(picture(1))
                .octets(0x3b)
                .toByteArray();
    }

    private static byte[] runLength(int side, int moreBytes) {
        var data = Bytes.littleEndian().octets(0, 1).bytes(new byte[moreBytes]).toByteArray();
        return bmp(side, side, 8, 1, data);
    }

    private static byte[] jumps() {
        var data = Bytes.littleEndian()
                .times(50_000, new byte[] {0, 2, (byte) 0xff, (byte) 0xff})
                .octets(0, 1);
        return bmp(100, 100, 8, 1, data.toByteArray());
    }

    private static byte[] bmp(int width, int height, int bits, int compression, byte[] data) {
        int palette = bits == 8 ? 1_024 : 0;
        return Bytes.littleEndian()
                .text("BM")
                .number(BMP_HEADER + palette + data.length)
                .number(0)
                .number(BMP_HEADER + palette)
                .number(40)
                .number(width)
                .number(height)
                .shortNumber(1)
                .shortNumber(bits)
                .number(compression)
                .number(data.length)
                .bytes(new byte[16 + palette])
                .bytes(data)
                .toByteArray();
    }
}
