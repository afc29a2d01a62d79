package dev.azulejo.imaging;

import java.nio.ByteBuffer;
import java.util.Optional;

/// The resources that Photoshop keeps in files, each under a number. (Photoshop file formats, image resource blocks)
final class PhotoshopResources {
    static final int IPTC = 0x0404;

    /// The path by which a layout program cuts a picture out. It is in points of the source.
    static final int NAME_OF_CLIPPING_PATH = 2_999;

    static final String CLIPPING_PATH_LEFT_OUT =
            "its clipping path (Photoshop's) is left out: the result shows the whole picture";

    private static final int SIGNATURE = 0x3842494d; // 8BIM
    private static final int SHORTEST = 12;

    private PhotoshopResources() {}

    /// Whether these bytes, from their position on, are such resources.
    static boolean areIn(ByteBuffer bytes) {
        return bytes.remaining() >= Integer.BYTES && bytes.getInt(bytes.position()) == SIGNATURE;
    }

    /// The content of the first resource of that number; none where there is none before damage. Each is signature,
    /// number, a name of a length byte and so many more (even in all), length, content (even).
    ///
    /// @param resources big-endian, as they are in a file of either order
    static Optional<byte[]> find(ByteBuffer resources, int number) {
        var bytes = resources.duplicate();
        while (bytes.remaining() >= SHORTEST && bytes.getInt() == SIGNATURE) {
            int found = bytes.getShort() & 0xffff;
            int nameLength = bytes.get(bytes.position()) & 0xff;
            int name = 1 + nameLength + (1 + nameLength) % 2;
            if (bytes.remaining() < name + Integer.BYTES) {
                return Optional.empty();
            }
            bytes.position(bytes.position() + name);
            int length = bytes.getInt();
            if (length < 0 || length > bytes.remaining()) {
                return Optional.empty();
            }
            if (found == number) {
                var content = new byte[length];
                bytes.get(content);
                return Optional.of(content);
            }
            bytes.position(Math.min(bytes.limit(), bytes.position() + length + length % 2));
        }
        return Optional.empty();
    }
}
