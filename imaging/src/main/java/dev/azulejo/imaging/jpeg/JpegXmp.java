package dev.azulejo.imaging.jpeg;

import com.adobe.internal.xmp.XMPException;
import dev.azulejo.imaging.xmp.ResultXmp;
import dev.azulejo.imaging.xmp.XmpPacket;
import dev.azulejo.imaging.xmp.XmpPacket.Property;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// A packet of XMP in the form of a JPEG: one segment holds what fits; the rest, if any, is a second,
/// extended packet in pieces, which the first names by its hash. (XMP specification, part 3, 1.1.3.1)
///
/// @param standard packet of at most [#MOST_BYTES]
/// @param hash of `extended`, as the standard packet names it; empty if there is none
public record JpegXmp(byte[] standard, String hash, Optional<byte[]> extended) {
    public static final int MOST_BYTES = 65_502;

    private static final String NOTE = "http://ns.adobe.com/xmp/note/";
    private static final String HASH = "00000000000000000000000000000000"; // as long as one, until it is known

    public static JpegXmp of(byte[] packet) {
        return packet.length <= MOST_BYTES
                ? new JpegXmp(packet, "", Optional.empty())
                : XmpPacket.edit(packet, JpegXmp::split);
    }

    private static JpegXmp split(XmpPacket packet) throws XMPException {
        packet.set(NOTE, "xmpNote", "HasExtendedXMP", HASH);
        packet.removeSubject();
        var moved = large(packet);
        byte[] extended = packet.split(moved::contains).bareBytes();
        var hash = hash(extended);
        packet.set(NOTE, "xmpNote", "HasExtendedXMP", hash);
        return new JpegXmp(packet.bytes(), hash, Optional.of(extended));
    }

    /// The largest properties, as many as must be moved for the others to fit. The packet is written once,
    /// and each moved property is counted by its least size: the rest can only be shorter.
    private static Set<Property> large(XmpPacket packet) throws XMPException {
        var sizes = packet.leastBytes();
        var candidates = sizes.keySet().stream()
                .filter(property -> !property.namespace().equals(NOTE))
                .filter(property -> !property.name().equals(ResultXmp.SOURCE_TYPE))
                .sorted(Comparator.<Property>comparingInt(property -> -sizes.getOrDefault(property, 0))
                        .thenComparing(Property::namespace)
                        .thenComparing(Property::path))
                .iterator();
        var moved = new HashSet<Property>();
        int left = packet.bytes().length;
        while (left > MOST_BYTES && candidates.hasNext()) {
            var largest = candidates.next();
            left -= sizes.getOrDefault(largest, 0);
            moved.add(largest);
        }
        return moved;
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("MD5").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has MD5", impossible);
        }
    }
}
