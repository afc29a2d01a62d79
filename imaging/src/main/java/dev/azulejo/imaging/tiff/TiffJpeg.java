package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.jpeg.JpegFrame;
import dev.azulejo.imaging.jpeg.JpegSegment;
import java.nio.ByteOrder;
import java.util.Optional;

/// The coding of a JPEG within a TIFF, by the frame header of its first strip or tile. (ITU-T T.81, B.2.2;
/// Adobe Photoshop TIFF technical notes)
///
/// @param process the code of the frame's marker
/// @param precision bits of a sample
record TiffJpeg(int process, int precision) {
    private static final int LOSSLESS = 0xc3;
    private static final int MOST_HEADER = 1 << 16;
    private static final int USUAL_BITS = 8;

    /// Reads the header; empty if the strip does not begin as a JPEG does.
    static Optional<TiffJpeg> of(Ifd directory) {
        var tiled = directory.has(Tag.TILE_OFFSETS);
        long start = directory.number(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS, 0);
        long length = Math.min(MOST_HEADER, directory.source().length() - start);
        if (start <= 0 || length < 4) {
            return Optional.empty();
        }
        var bytes = directory.source().read(start, (int) length, ByteOrder.BIG_ENDIAN);
        var segment = JpegSegment.at(bytes, 0);
        while (segment.isPresent() && !JpegFrame.isStart(segment.get().code())) {
            var before = segment.get();
            segment = before.length() < 4 ? Optional.empty() : JpegSegment.at(bytes, before.end());
        }
        return segment.filter(frame -> frame.contentStart() < bytes.limit())
                .map(frame -> new TiffJpeg(frame.code(), bytes.get(frame.contentStart()) & 0xff));
    }

    boolean isLossless() {
        return process == LOSSLESS;
    }

    /// Whether it has more bits than libjpeg and Java's reader support, but is otherwise coded as they
    /// expect.
    boolean isDeep() {
        return !isLossless() && precision > USUAL_BITS;
    }
}
