package dev.azulejo.imaging.jpeg;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The content of a JPEG's segment COM, as far as it was read. (ITU-T T.81, B.2.4.5)
///
/// @param bytes length of the whole segment
record JpegComment(String text, int read, int bytes) {
    static JpegComment of(ByteBuffer start, int bytes) {
        int read = start.remaining();
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(start.duplicate()).toString();
        } catch (CharacterCodingException other) { // no encoding is prescribed
            text = StandardCharsets.ISO_8859_1.decode(start.duplicate()).toString();
        }
        return new JpegComment(text, read, bytes);
    }

    Optional<String> warning() {
        return read < bytes
                ? Optional.of("has a comment of %,d bytes, of which the first %,d are kept".formatted(bytes, read))
                : Optional.empty();
    }
}
