package dev.azulejo.imaging.jpeg;

import dev.azulejo.core.failure.PermanentFailure;
import java.io.ByteArrayOutputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/// The parts of a baseline JPEG with one scan: the segments that decoding needs, and the entropy-coded
/// bytes with their restart markers. (ITU-T T.81, annex B)
///
/// @param segments quantisation tables, frame header, Huffman tables, restart interval and scan header
/// @param file the whole file, perhaps with unused bytes behind it
/// @param scanStart start of the entropy-coded bytes in `file`
/// @param scanEnd end of the entropy-coded bytes
public record JpegParts(byte[] segments, byte[] file, int scanStart, int scanEnd) {
    static final int START_OF_FRAME = 0xc0;

    private static final int RESTARTS = 8;
    private static final int END_LENGTH = 2;

    private static final VarHandle EIGHT_BYTES =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long LOW_BITS = 0x0101010101010101L;
    private static final long HIGH_BITS = 0x8080808080808080L;

    public static JpegParts of(byte[] file) {
        return of(file, file.length);
    }

    /// @param fileBytes number of bytes of `file` that are the JPEG
    public static JpegParts of(byte[] file, int fileBytes) {
        var segments = new ByteArrayOutputStream();
        var bytes = ByteBuffer.wrap(file);
        var segment = JpegSegment.at(bytes, 0).orElseThrow();
        for (; segment.code() != JpegSegment.SOS; segment = next(bytes, segment)) {
            if (!segment.isApplication()) {
                segments.write(file, segment.start(), segment.length());
            }
        }
        segments.write(file, segment.start(), segment.length());
        return new JpegParts(segments.toByteArray(), file, segment.end(), fileBytes - END_LENGTH);
    }

    private static JpegSegment next(ByteBuffer bytes, JpegSegment segment) {
        return JpegSegment.at(bytes, segment.end())
                .orElseThrow(() -> new PermanentFailure("libvips wrote a JPEG that is not baseline"));
    }

    /// The segments for an image of `height` rows.
    byte[] segmentsForHeight(int height) {
        var patched = ByteBuffer.wrap(segments.clone());
        var segment = JpegSegment.at(patched, 0).orElseThrow();
        while (segment.code() != START_OF_FRAME) {
            segment = next(patched, segment);
        }
        return patched.putShort(segment.contentStart() + 1, (short) height).array();
    }

    public byte[] entropyCoded() {
        return Arrays.copyOfRange(file, scanStart, scanEnd);
    }

    /// A strip: `before`, then the entropy-coded bytes of an image that `intervals` restart intervals
    /// precede. The markers are numbered onward from those, and the strip starts with the marker after
    /// them.
    public byte[] strip(byte[] before, int intervals) {
        int scanBytes = scanEnd - scanStart;
        int start = before.length + (intervals == 0 ? 0 : 2);
        var strip = new byte[start + scanBytes];
        System.arraycopy(before, 0, strip, 0, before.length);
        System.arraycopy(file, scanStart, strip, start, scanBytes);
        if (intervals > 0) {
            strip[start - 2] = (byte) JpegSegment.MARKER;
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

    /// The place of the next byte 0xff; it looks at eight bytes at once, since that is rare.
    private static int nextMarker(byte[] bytes, int from) {
        int i = from;
        for (; i + Long.BYTES <= bytes.length; i += Long.BYTES) {
            long inverted = ~(long) EIGHT_BYTES.get(bytes, i);
            long zeros = (inverted - LOW_BITS) & ~inverted & HIGH_BITS; // its lowest bit is right
            if (zeros != 0) {
                return i + Long.numberOfTrailingZeros(zeros) / Byte.SIZE;
            }
        }
        while (i < bytes.length && bytes[i] != (byte) JpegSegment.MARKER) {
            i++;
        }
        return i;
    }

    private static byte restart(int interval) {
        return (byte) (JpegSegment.RST0 + interval % RESTARTS);
    }
}
