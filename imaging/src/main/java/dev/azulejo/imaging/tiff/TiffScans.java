package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.RandomBytes;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.jpeg.JpegWatch;
import java.nio.ByteOrder;
import java.util.HashSet;

/// The JPEGs within a page of a TIFF, one in each strip or tile, or one of the old style for all: every scan of one
/// goes
/// over all of its pixels, and may have a few bytes. The readers of Java have no limit on them.
final class TiffScans {
    private static final int OLD_JPEG = 6; // Compression
    private static final int JPEG = 7;
    private static final int SCAN = 0xffda;
    private static final int BLOCK_BYTES = 1 << 16;

    /// Bytes that strips and tiles may share, beside as many as the file is long.
    private static final long SHARED_BYTES = 1 << 20;

    private final Ifd directory;
    private final RandomBytes file;
    private long left;

    private record Part(long offset, long length) {}

    TiffScans(Ifd directory) {
        this.directory = directory;
        file = directory.source();
        left = 2 * file.length() + SHARED_BYTES;
    }

    /// @throws UnreadableImage where a part has more scans than anybody needs
    void check() throws UnreadableImage {
        long compression = directory.number(Tag.COMPRESSION, 1);
        if (compression != OLD_JPEG && compression != JPEG) {
            return;
        }
        checkParts(directory.numbers(Tag.STRIP_OFFSETS), directory.numbers(Tag.STRIP_LENGTHS));
        checkParts(directory.numbers(Tag.TILE_OFFSETS), directory.numbers(Tag.TILE_LENGTHS));
        if (compression == OLD_JPEG) {
            for (long start : directory.numbers(Tag.THUMBNAIL_OFFSET)) { // there the whole stream
                checkStream(start);
            }
        }
    }

    private void checkParts(long[] offsets, long[] lengths) throws UnreadableImage {
        var seen = new HashSet<Part>();
        for (int i = 0; i < offsets.length; i++) {
            long most = Math.max(0, file.length() - offsets[i]);
            var part = new Part(offsets[i], i < lengths.length ? Math.min(lengths[i], most) : most);
            if (part.offset >= 0 && part.length > 0 && seen.add(part)) { // blank tiles often share one
                draw(part.length);
                if (scans(part) > JpegWatch.MOST_SCANS) {
                    throw tooMany();
                }
            }
        }
    }

    private void draw(long bytes) throws UnreadableImage {
        left -= bytes;
        if (left < 0) {
            throw new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "is a TIFF whose strips or tiles lie upon each other; save it anew as PNG or JPEG",
                    null);
        }
    }

    /// Counts what begins a scan, wherever it lies: entropy-coded bytes cannot hold it.
    private int scans(Part part) {
        int scans = 0;
        int before = 0;
        for (long at = 0; at < part.length; at += BLOCK_BYTES) {
            int count = (int) Math.min(BLOCK_BYTES, part.length - at);
            var bytes = file.read(part.offset + at, count, ByteOrder.BIG_ENDIAN);
            while (bytes.hasRemaining()) {
                int two = (before << Byte.SIZE | (bytes.get() & 0xff)) & 0xffff;
                scans += two == SCAN ? 1 : 0;
                before = two & 0xff;
            }
        }
        return scans;
    }

    /// Goes on to the end of the stream, whatever length is stated.
    private void checkStream(long start) throws UnreadableImage {
        var watch = new JpegWatch();
        for (long at = start; file.has(at, 1) && !watch.complete(); at += BLOCK_BYTES) {
            int count = (int) Math.min(BLOCK_BYTES, file.length() - at);
            draw(count);
            watch.saw(file.read(at, count, ByteOrder.BIG_ENDIAN).array(), count);
            if (watch.refusal().isPresent()) {
                throw tooMany();
            }
        }
    }

    private static UnreadableImage tooMany() {
        return new UnreadableImage(
                Reason.TOO_MANY_SCANS,
                "is a TIFF with a JPEG of more than %d scans in it, each of which takes as long as the whole;"
                                .formatted(JpegWatch.MOST_SCANS)
                        + " save it with another compression, such as deflate (tiffcp -c zip a.tif b.tif)",
                null);
    }
}
