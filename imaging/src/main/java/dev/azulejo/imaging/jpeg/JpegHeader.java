package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.pixels.Density;
import dev.azulejo.imaging.bytes.Ascii;
import dev.azulejo.imaging.ifd.Fraction;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Writes the beginning of a JPEG file: its start, and the segments that describe the image. (ITU-T T.81,
/// B.2.4.6)
public final class JpegHeader {
    static final int MOST_SEGMENT = 65_535 - 2;

    private static final byte[] START_OF_IMAGE = {(byte) 0xff, (byte) 0xd8};
    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP2 = 0xe2;
    private static final int APP13 = 0xed;
    private static final int APP14 = 0xee;
    private static final byte UNIT_NONE = 0;
    private static final byte UNIT_INCH = 1;
    private static final byte UNIT_CENTIMETRE = 2;
    private static final byte[] EXIF = Ascii.of("Exif\0\0");
    private static final byte[] XMP = Ascii.of("http://ns.adobe.com/xap/1.0/\0");
    static final byte[] EXTENDED_XMP = Ascii.of("http://ns.adobe.com/xmp/extension/\0");
    private static final byte[] PROFILE = Ascii.of("ICC_PROFILE\0");
    private static final byte[] RESOURCES = Ascii.of("Photoshop 3.0\0");
    private static final short IPTC_RESOURCE = 0x0404;
    private static final short DENSITY_RESOURCE = 0x03ed;
    private static final int XMP_PIECE = 65_400;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    public JpegHeader() {
        bytes.writeBytes(START_OF_IMAGE);
    }

    public byte[] toByteArray() {
        return bytes.toByteArray();
    }

    public void add(byte[] segments) {
        bytes.writeBytes(segments);
    }

    private void segment(int marker, byte[]... contents) {
        int length = 2;
        for (var content : contents) {
            length += content.length;
        }
        bytes.write(0xff);
        bytes.write(marker);
        bytes.write(length >> 8);
        bytes.write(length);
        for (var content : contents) {
            bytes.writeBytes(content);
        }
    }

    /// Adds a JFIF 1.02 segment without a thumbnail, only for grey and YCbCr. (ITU-T T.871, 10.1)
    public void addJfif(@Nullable Density density) {
        var content = ByteBuffer.allocate(14).put(Ascii.of("JFIF\0\1\2"));
        if (density == null) {
            content.put(UNIT_NONE).putShort((short) 1).putShort((short) 1);
        } else {
            // Whole numbers of one unit or the other, whichever comes closer.
            boolean metric = Fraction.isMetric(density);
            double unit = metric ? Fraction.MM_PER_CENTIMETRE : Density.MM_PER_INCH;
            content.put(metric ? UNIT_CENTIMETRE : UNIT_INCH)
                    .putShort(perUnit(density.horizontal(), unit))
                    .putShort(perUnit(density.vertical(), unit));
        }
        segment(APP0, content.array());
    }

    private static short perUnit(double perMm, double unit) {
        return (short) Math.clamp(Math.round(perMm * unit), 1, 65_535);
    }

    /// Adds EXIF, unless it is longer than a segment.
    public void addExif(byte[] exif) {
        if (EXIF.length + exif.length <= MOST_SEGMENT) {
            segment(APP1, EXIF, exif);
        }
    }

    public void addXmp(JpegXmp xmp) {
        segment(APP1, XMP, xmp.standard());
        xmp.extended().ifPresent(extended -> {
            var hash = Ascii.of(xmp.hash());
            for (int from = 0; from < extended.length; from += XMP_PIECE) {
                int length = Math.min(XMP_PIECE, extended.length - from);
                var place = ByteBuffer.allocate(8).putInt(extended.length).putInt(from);
                segment(APP1, EXTENDED_XMP, hash, place.array(), part(extended, from, length));
            }
        });
    }

    /// Adds Photoshop's resources, one with IPTC's records and one with the density, in as many segments as
    /// they need.
    void addResources(byte @Nullable [] iptc, @Nullable Density density) {
        var resources = new ByteArrayOutputStream();
        if (density != null) {
            resources.writeBytes(resource(DENSITY_RESOURCE, resolutionInfo(density)));
        }
        if (iptc != null) {
            resources.writeBytes(resource(IPTC_RESOURCE, iptc));
        }
        byte[] all = resources.toByteArray();
        int most = MOST_SEGMENT - RESOURCES.length;
        for (int from = 0; from < all.length; from += most) {
            segment(APP13, RESOURCES, part(all, from, Math.min(most, all.length - from)));
        }
    }

    private static byte[] resource(short id, byte[] content) {
        return ByteBuffer.allocate(12 + content.length + content.length % 2)
                .put(Ascii.of("8BIM"))
                .putShort(id)
                .putShort((short) 0) // an empty name
                .putInt(content.length)
                .put(content)
                .array();
    }

    /// The density as a Photoshop resource: pixels per inch, in 65,536ths. (Adobe Photoshop file formats,
    /// resolution info)
    private static byte[] resolutionInfo(Density density) {
        return ByteBuffer.allocate(16)
                .putInt((int) Math.round(density.horizontal() * Density.MM_PER_INCH * 65_536))
                .putShort((short) 1)
                .putShort((short) 1)
                .putInt((int) Math.round(density.vertical() * Density.MM_PER_INCH * 65_536))
                .putShort((short) 1)
                .putShort((short) 1)
                .array();
    }

    /// Adds a colour profile in pieces that fit into segments, numbered from 1. (ICC.1:2022, B.4)
    public void addProfile(byte[] profile) {
        int pieceLength = MOST_SEGMENT - PROFILE.length - 2;
        int pieces = Math.ceilDiv(profile.length, pieceLength);
        for (int piece = 0; piece < pieces; piece++) {
            int from = piece * pieceLength;
            byte[] number = {(byte) (piece + 1), (byte) pieces};
            segment(APP2, PROFILE, number, part(profile, from, Math.min(pieceLength, profile.length - from)));
        }
    }

    /// Adds Adobe's segment, which says that four bands are untransformed CMYK, stored inverted. (ITU-T
    /// T.872, 6.5.3)
    void addAdobe() {
        segment(APP14, Ascii.of("Adobe"), new byte[] {0, 100, 0, 0, 0, 0, 0});
    }

    private static byte[] part(byte[] bytes, int from, int length) {
        return Arrays.copyOfRange(bytes, from, from + length);
    }
}
