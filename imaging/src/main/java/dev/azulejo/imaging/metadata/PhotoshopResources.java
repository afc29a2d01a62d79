package dev.azulejo.imaging.metadata;

import dev.azulejo.imaging.bytes.Ascii;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.IntPredicate;

/// Reads Photoshop's resources, one behind the other: signature, number, a name of a length byte and that
/// many more (padded to even), length, content (padded to even). Damage ends them. (Photoshop file formats,
/// image resource blocks)
public final class PhotoshopResources {
    /// The warning for a file that [#hasPaths].
    public static final String PATHS_LEFT_OUT =
            "holds paths drawn in Photoshop, such as a clipping path, which are left out";

    private static final byte[] JPEG_PREFIX = Ascii.of("Photoshop 3.0\0");
    private static final int SIGNATURE = 0x3842494d; // 8BIM
    private static final int FIRST_PATH = 2000;
    private static final int LAST_PATH = 2997;
    private static final int CLIPPING_PATH = 2999; // the name of the path that clips

    private PhotoshopResources() {}

    /// Whether a block holds such resources, with or without JPEG's prefix.
    public static boolean isThere(byte[] block) {
        int start = start(block);
        return start > 0 || (block.length >= 4 && ByteBuffer.wrap(block).getInt(0) == SIGNATURE);
    }

    private static int start(byte[] block) {
        return Ascii.starts(block, JPEG_PREFIX) ? JPEG_PREFIX.length : 0;
    }

    /// The content of the first resource of this number.
    public static Optional<byte[]> content(byte[] block, int number) {
        return first(block, found -> found == number);
    }

    /// Whether the resources include paths: those that an artist drew, and perhaps the one that cuts the
    /// object out.
    public static boolean hasPaths(byte[] block) {
        return isThere(block)
                && first(block, number -> (number >= FIRST_PATH && number <= LAST_PATH) || number == CLIPPING_PATH)
                        .isPresent();
    }

    private static Optional<byte[]> first(byte[] block, IntPredicate wanted) {
        int start = start(block);
        var bytes = ByteBuffer.wrap(block, start, block.length - start);
        while (bytes.remaining() >= 12 && bytes.getInt() == SIGNATURE) {
            int number = bytes.getShort() & 0xffff;
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
            if (wanted.test(number)) {
                var content = new byte[length];
                bytes.get(content);
                return Optional.of(content);
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + length % 2));
        }
        return Optional.empty();
    }
}
