package dev.azulejo.imaging.png;

import dev.azulejo.imaging.bytes.Ascii;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A block of metadata written out in hexadecimal digits, as ImageMagick puts it into a text of a PNG
/// called `Raw profile type exif` and the like: a line break, a name, the number of bytes, then the digits
/// in lines.
final class RawProfile {
    static final String PREFIX = "raw profile type ";

    /// The keywords of those that are read, in small letters.
    static final Set<String> NAMES =
            Set.of(PREFIX + "exif", PREFIX + "app1", PREFIX + "xmp", PREFIX + "iptc", PREFIX + "8bim");

    private static final byte[] XMP = Ascii.of("http://ns.adobe.com/xap/1.0/\0");

    private RawProfile() {}

    /// The block in a text, if the text holds one.
    static Optional<byte[]> of(String text) {
        var parts = text.strip().split("\\s+", 3);
        if (parts.length < 3) {
            return Optional.empty();
        }
        try {
            int length = Integer.parseInt(parts[1]);
            var bytes = HexFormat.of().parseHex(parts[2].replaceAll("\\s+", ""));
            return length == bytes.length ? Optional.of(bytes) : Optional.empty();
        } catch (IllegalArgumentException noNumbers) {
            return Optional.empty();
        }
    }

    /// The packet of XMP in a block that was a JPEG's segment APP1.
    static Optional<byte[]> xmp(byte[] block) {
        return Ascii.after(XMP, block).filter(packet -> packet.length > 0);
    }
}
