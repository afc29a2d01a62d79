package dev.azulejo.imaging.jpeg;

import java.nio.ByteBuffer;
import java.util.Optional;

/// A segment of a JPEG in memory. [JpegWatch] handles a file that arrives piece by piece. (ITU-T T.81,
/// B.1.1)
///
/// @param code of its marker
/// @param start place of the marker
/// @param length of marker and segment together
public record JpegSegment(int code, int start, int length) {
    static final int MARKER = 0xff;
    static final int RST0 = 0xd0;
    static final int SOI = 0xd8;
    static final int EOI = 0xd9;
    static final int SOS = 0xda;
    static final int APP0 = 0xe0;
    static final int APP15 = 0xef;

    private static final int HEAD_BYTES = 4; // of the marker and the length, which counts itself

    /// The next segment from `from` on; markers without a segment are skipped.
    ///
    /// @return empty if there is no marker, or no length follows it
    public static Optional<JpegSegment> at(ByteBuffer file, int from) {
        int start = from;
        while (start + 2 <= file.limit() && (file.get(start) & 0xff) == MARKER) {
            int code = file.get(start + 1) & 0xff;
            if (code >= RST0 && code <= SOI) {
                start += 2;
            } else {
                return start + HEAD_BYTES <= file.limit()
                        ? Optional.of(new JpegSegment(code, start, 2 + (file.getShort(start + 2) & 0xffff)))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    public int end() {
        return start + length;
    }

    public int contentStart() {
        return start + HEAD_BYTES;
    }

    boolean isApplication() {
        return code >= APP0 && code <= APP15;
    }
}
