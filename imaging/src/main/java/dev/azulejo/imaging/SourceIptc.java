package dev.azulejo.imaging;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/// Records of IPTC-IIM 4, which files hold bare or inside the resources of Photoshop.
final class SourceIptc {
    private static final byte[] JPEG_PREFIX = "Photoshop 3.0\0".getBytes(StandardCharsets.US_ASCII);
    private static final int SIGNATURE = 0x3842494d; // 8BIM
    private static final int IPTC_RESOURCE = 0x0404;
    private static final int TAG_MARKER = 0x1c; // of each data set (IIM 4, 1.5)

    private SourceIptc() {}

    /// The records in a block: bare, or in resources of Photoshop, with or without what JPEG has before
    /// them. None where the resources hold none, or the block is neither.
    static Optional<byte[]> of(byte[] block) {
        int start = startsWith(block, JPEG_PREFIX) ? JPEG_PREFIX.length : 0;
        var bytes = ByteBuffer.wrap(block, start, block.length - start);
        if (bytes.remaining() >= 4 && bytes.getInt(start) == SIGNATURE) {
            return resource(bytes);
        }
        return start == 0 ? records(block) : Optional.empty();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    /// Signature, id, a name of a length byte and so many more (even in all), length, content (even).
    /// (Photoshop file formats, image resource blocks)
    private static Optional<byte[]> resource(ByteBuffer bytes) {
        while (bytes.remaining() >= 12 && bytes.getInt() == SIGNATURE) {
            int id = bytes.getShort() & 0xffff;
            int nameLength = bytes.get(bytes.position()) & 0xff;
            int name = 1 + nameLength + (1 + nameLength) % 2;
            if (bytes.remaining() < name + 4) {
                return Optional.empty();
            }
            bytes.position(bytes.position() + name);
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return Optional.empty();
            }
            if (id == IPTC_RESOURCE) {
                var content = new byte[length];
                bytes.get(content);
                return records(content);
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + length % 2));
        }
        return Optional.empty();
    }

    private static Optional<byte[]> records(byte[] content) {
        return content.length > 0 && content[0] == TAG_MARKER ? Optional.of(content) : Optional.empty();
    }
}
