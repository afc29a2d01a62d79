package dev.azulejo.imaging;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/// The parts of a baseline JPEG with one scan: the segments that decoding needs, and the entropy-coded
/// bytes with their restart markers. (ITU-T T.81, annex B)
///
/// @param segments quantisation tables, frame header, Huffman tables, restart interval and scan header
record JpegParts(byte[] segments, byte[] entropyCoded) {
    static final int START_OF_FRAME = 0xc0;

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int RESTART_0 = 0xd0;
    private static final int RESTARTS = 8;
    private static final int END_LENGTH = 2;

    static JpegParts of(byte[] file) {
        var segments = new ByteArrayOutputStream();
        int position = 2; // after the start of image
        while (true) {
            int code = file[position + 1] & 0xff;
            int length = 2 + shortAt(file, position + 2);
            if (!isApplication(code)) {
                segments.write(file, position, length);
            }
            position += length;
            if (code == START_OF_SCAN) {
                var entropyCoded = Arrays.copyOfRange(file, position, file.length - END_LENGTH);
                return new JpegParts(segments.toByteArray(), entropyCoded);
            }
        }
    }

    private static boolean isApplication(int code) {
        return code >= 0xe0 && code <= 0xef;
    }

    /// The segments as those of an image of `height` rows.
    byte[] segmentsForHeight(int height) {
        var patched = segments.clone();
        int position = 0;
        while ((patched[position + 1] & 0xff) != START_OF_FRAME) {
            position += 2 + shortAt(patched, position + 2);
            if (position >= patched.length) {
                throw new PermanentFailure("libvips wrote a JPEG that is not baseline");
            }
        }
        patched[position + 5] = (byte) (height >> 8);
        patched[position + 6] = (byte) height;
        return patched;
    }

    /// The entropy-coded bytes as those of an image in which `intervals` restart intervals come before:
    /// counts on where those ended, and starts with the marker after them.
    byte[] entropyCodedAfter(int intervals) {
        int markerBytes = intervals == 0 ? 0 : 2;
        var renumbered = new byte[markerBytes + entropyCoded.length];
        System.arraycopy(entropyCoded, 0, renumbered, markerBytes, entropyCoded.length);
        if (intervals > 0) {
            renumbered[0] = (byte) MARKER;
            renumbered[1] = restart(intervals - 1);
        }
        int interval = intervals;
        for (int i = markerBytes; i < renumbered.length - 1; i++) {
            // A byte 0xff of the code itself is followed by a zero.
            if (renumbered[i] == (byte) MARKER && renumbered[i + 1] != 0) {
                renumbered[i + 1] = restart(interval);
                interval++;
            }
        }
        return renumbered;
    }

    private static byte restart(int interval) {
        return (byte) (RESTART_0 + interval % RESTARTS);
    }

    private static int shortAt(byte[] bytes, int position) {
        return (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
    }
}
