package dev.azulejo.imaging.xmp;

import com.adobe.internal.xmp.XMPConst;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// Examines XMP packets while a file is read: whether they are text, and whether they describe a gain map.
public final class SourceXmp {
    private static final String ORIENTATION = "Orientation";

    private SourceXmp() {}

    /// The packet, without the zeros that some writers append; empty, with a warning, if XMP Core would not
    /// read it.
    ///
    /// @param warnings receives warnings
    public static Optional<byte[]> of(byte[] block, List<String> warnings) {
        int length = block.length;
        while (length > 0 && block[length - 1] == 0) {
            length--;
        }
        var packet = Arrays.copyOf(block, length);
        var refusal = isText(packet) ? XmpPacket.refusal(packet) : Optional.of(XmpScan.DAMAGED);
        refusal.ifPresent(words -> warnings.add("its XMP data %s and left out".formatted(words)));
        return refusal.isPresent() ? Optional.empty() : Optional.of(packet);
    }

    private static boolean isText(byte[] packet) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(packet));
            return true;
        } catch (CharacterCodingException notUtf8) {
            return false;
        }
    }

    /// The orientation that a packet states, as EXIF numbers it.
    public static Optional<Integer> orientation(byte[] packet) {
        if (!new String(packet, StandardCharsets.UTF_8).contains(ORIENTATION)) {
            return Optional.empty(); // most packets need not be parsed
        }
        return XmpPacket.edit(packet, parsed -> parsed.text(XMPConst.NS_TIFF, ORIENTATION))
                .filter(text -> text.length() == 1 && text.charAt(0) >= '1' && text.charAt(0) <= '8')
                .map(Integer::valueOf);
    }

    /// Whether it describes a gain map: Adobe's (Ultra HDR) or Apple's.
    public static boolean tellsOfGainMap(byte[] packet) {
        var text = new String(packet, StandardCharsets.UTF_8);
        return text.contains("http://ns.adobe.com/hdr-gain-map/") || text.contains("HDRGainMap");
    }
}
