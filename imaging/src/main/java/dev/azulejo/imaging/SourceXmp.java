package dev.azulejo.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// XMP packets, as far as reading a file is concerned: whether they are text, and whether they tell of a
/// gain map.
final class SourceXmp {
    private static final int BYTE_ORDER_MARK = '\ufeff';

    private SourceXmp() {}

    /// The packet, without the zeros that some writers let follow; none where it is not XML in UTF-8.
    static Optional<byte[]> of(byte[] block) {
        int length = block.length;
        while (length > 0 && block[length - 1] == 0) {
            length--;
        }
        var packet = Arrays.copyOf(block, length);
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(packet))
                    .toString()
                    .stripLeading();
            boolean marked = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return text.startsWith("<", marked ? 1 : 0) ? Optional.of(packet) : Optional.empty();
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /// Whether it describes a gain map: Adobe's (Ultra HDR) or Apple's.
    static boolean tellsOfGainMap(byte[] packet) {
        var text = new String(packet, StandardCharsets.UTF_8);
        return text.contains("http://ns.adobe.com/hdr-gain-map/") || text.contains("HDRGainMap");
    }
}
