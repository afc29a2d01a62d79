package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.ifd.TiffDirectory;
import dev.azulejo.imaging.jpeg.JpegFrame;
import java.nio.ByteOrder;
import java.util.Optional;

/// How JPEG within a TIFF is coded, by the frame header of its first strip or tile. (ITU-T T.81, B.2.2; Adobe
/// Photoshop TIFF technical notes)
///
/// @param process the code of its marker
/// @param precision bits of a sample
record TiffJpeg(int process, int precision) {
    private static final int LOSSLESS = 0xc3;
    private static final int MARKER = 0xff;
    private static final int FIRST_ALONE = 0xd0;
    private static final int LAST_ALONE = 0xd8;
    private static final int MOST_HEADER = 1 << 16;
    private static final int USUAL_BITS = 8;

    /// Empty where the strip does not begin as a JPEG does.
    static Optional<TiffJpeg> of(TiffDirectory directory) {
        var tiled = directory.has(TiffDirectory.TILE_OFFSETS);
        long start = directory.number(tiled ? TiffDirectory.TILE_OFFSETS : TiffDirectory.STRIP_OFFSETS, 0);
        long length = Math.min(MOST_HEADER, directory.file().length() - start);
        if (start <= 0 || length < 4) {
            return Optional.empty();
        }
        var bytes = directory.file().read(start, (int) length, ByteOrder.BIG_ENDIAN);
        while (bytes.remaining() >= 2 && (bytes.get() & 0xff) == MARKER) {
            int code = bytes.get() & 0xff;
            boolean alone = code >= FIRST_ALONE && code <= LAST_ALONE; // restarts and the start of the image
            if (alone || bytes.remaining() < 2) {
                continue;
            }
            int segment = bytes.getShort(bytes.position()) & 0xffff;
            if (JpegFrame.isStart(code) && bytes.remaining() > 2) {
                return Optional.of(new TiffJpeg(code, bytes.get(bytes.position() + 2) & 0xff));
            }
            if (segment < 2 || segment > bytes.remaining()) {
                return Optional.empty();
            }
            bytes.position(bytes.position() + segment);
        }
        return Optional.empty();
    }

    boolean isLossless() {
        return process == LOSSLESS;
    }

    /// Whether it has more bits than libjpeg and Java's reader take, and is coded as theirs are.
    boolean isDeep() {
        return !isLossless() && precision > USUAL_BITS;
    }
}
