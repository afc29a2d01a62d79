package dev.azulejo.core.intake;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// Tells a lossless WebP from a lossy one by the chunk that holds the picture, whatever chunks lie before it
/// (RFC 9649). Of an animation the first frame counts.
final class WebpLook {
    /// The most bytes read: a colour profile may lie before the picture, and an alpha plane of the largest
    /// picture.
    private static final long MAX_BYTES = 64L << 20;

    private static final int FRAME_HEADER_BYTES = 16;

    private WebpLook() {}

    /// Whether a WebP is lossless; empty if the file is no WebP, is damaged or ends before the picture.
    static Optional<Boolean> isLossless(InputStream webp) throws IOException {
        try {
            return read(new DataInputStream(webp));
        } catch (EOFException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> read(DataInputStream in) throws IOException {
        if (!name(in).equals("RIFF")) {
            return Optional.empty();
        }
        in.skipNBytes(Integer.BYTES); // the length of all
        if (!name(in).equals("WEBP")) {
            return Optional.empty();
        }
        for (long left = MAX_BYTES; left > 0; ) {
            var chunk = name(in);
            long bytes = Integer.toUnsignedLong(Integer.reverseBytes(in.readInt()));
            switch (chunk) {
                case "VP8 " -> {
                    return Optional.of(false);
                }
                case "VP8L" -> {
                    return Optional.of(true);
                }
                case "ANMF" -> in.skipNBytes(FRAME_HEADER_BYTES); // its own chunks follow
                default -> {
                    left -= bytes;
                    if (left > 0) {
                        in.skipNBytes(bytes + bytes % 2); // chunks have an even length
                    }
                }
            }
            left -= 2 * Integer.BYTES;
        }
        return Optional.empty();
    }

    private static String name(DataInputStream in) throws IOException {
        var name = new byte[Integer.BYTES];
        in.readFully(name);
        return new String(name, java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
