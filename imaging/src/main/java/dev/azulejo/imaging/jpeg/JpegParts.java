package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The parts of a baseline JPEG with one scan: the segments that decoding needs, and the entropy-coded
/// bytes with their restart markers. (ITU-T T.81, annex B)
///
/// @param segments quantisation tables, frame header, Huffman tables, restart interval and scan header
/// @param file all of it, and perhaps more
/// @param scanStart where the entropy-coded bytes start in it
/// @param scanEnd where they end
public record JpegParts(byte[] segments, byte[] file, int scanStart, int scanEnd) {
    static final int START_OF_FRAME = 0xc0;

    private static final int MARKER = 0xff;
    private static final int START_OF_SCAN = 0xda;
    private static final int RESTART_0 = 0xd0;
    private static final int RESTARTS = 8;
    private static final int END_LENGTH = 2;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    public static JpegParts of(byte[] file) {
        return of(file, file.length);
    }

    /// @param fileBytes how many bytes of `file` are the JPEG
    public static JpegParts of(byte[] file, int fileBytes) {
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
                return new JpegParts(segments.toByteArray(), file, position, fileBytes - END_LENGTH);
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

    public byte[] entropyCoded() {
        return Arrays.copyOfRange(file, scanStart, scanEnd);
    }

    /// A strip: `before`, then the entropy-coded bytes as those of an image in which `intervals` restart
    /// intervals come before: they count on where those ended, and start with the marker after them.
    public byte[] strip(byte[] before, int intervals) {
        int scanBytes = scanEnd - scanStart;
        int start = before.length + (intervals == 0 ? 0 : 2);
        var strip = new byte[start + scanBytes];
        System.arraycopy(before, 0, strip, 0, before.length);
        System.arraycopy(file, scanStart, strip, start, scanBytes);
        if (intervals > 0) {
            strip[start - 2] = (byte) MARKER;
            strip[start - 1] = restart(intervals - 1);
        }
        int interval = intervals;
        for (int i = nextMarker(strip, start); i < strip.length - 1; i = nextMarker(strip, i + 2)) {
            if (strip[i + 1] != 0) { // a byte 0xff of the code itself is followed by a zero
                strip[i + 1] = restart(interval);
                interval++;
            }
        }
        return strip;
    }

    /// The place of the next byte 0xff; looks at eight at once, since it is rare.
    private static int nextMarker(byte[] bytes, int from) {
        int i = from;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long inverted = ~(long) EIGHT_BYTES.get(bytes, i);
            long zeros = (inverted - LOW_BITS) & ~inverted & HIGH_BITS; // its lowest bit is right
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (i < bytes.length && bytes[i] != (byte) MARKER) {
            i++;
        }
        return i;
    }

    private static byte restart(int interval) {
        return (byte) (RESTART_0 + interval % RESTARTS);
    }

    private static int shortAt(byte[] bytes, int position) {
        return (bytes[position] & 0xff) << 8 | (bytes[position + 1] & 0xff);
    }
}
