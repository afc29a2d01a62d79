package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.RandomBytes;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import dev.azulejo.imaging.jpeg.JpegWatch;
import java.nio.ByteOrder;
import java.util.HashMap;

/// Limits the JPEGs within a page of a TIFF, one in each strip or tile, or a single one of the old style:
/// every scan goes over all pixels of a JPEG, and may have only a few bytes. The readers for Java have no
/// limit on scans.
final class TiffScans {
    private static final int OLD_JPEG = 6; // Compression
    private static final int JPEG = 7;
    private static final int SCAN = 0xffda;
    private static final int BLOCK_BYTES = 1 << 16;

    /// The bytes that strips and tiles may share, besides as many as the file is long.
    private static final long SHARED_BYTES = 1 << 20;

    /// How many times as many samples a JPEG may have as the part that it lies in; a small number is always
    /// allowed.
    private static final int MOST_TIMES_SHOWN = 4;

    private static final long ALWAYS_ALLOWED = 16L << 20;

    private final Ifd directory;
    private final RandomBytes file;
    private long left;

    private record Part(long offset, long length) {}

    TiffScans(Ifd directory) {
        this.directory = directory;
        file = directory.source();
        left = 4 * file.length() + SHARED_BYTES; // each is gone through twice
    }

    /// @throws UnreadableImage when a part has more scans than a picture needs, or far more pixels than it
    ///     should
    void check() throws UnreadableImage {
        long compression = directory.number(Tag.COMPRESSION, 1);
        if (compression != OLD_JPEG && compression != JPEG) {
            return;
        }
        double samples = Math.max(1, directory.number(Tag.SAMPLES_PER_PIXEL, 1));
        double width = directory.number(Tag.WIDTH, 0);
        double height = directory.number(Tag.HEIGHT, 0);
        double rows = Math.min(height, (double) directory.number(Tag.ROWS_PER_STRIP, Integer.MAX_VALUE));
        double tile = (double) directory.number(Tag.TILE_WIDTH, 0) * directory.number(Tag.TILE_HEIGHT, 0);
        checkParts(Tag.STRIP_OFFSETS, Tag.STRIP_LENGTHS, width * rows * samples);
        checkParts(Tag.TILE_OFFSETS, Tag.TILE_LENGTHS, tile * samples);
        if (compression == OLD_JPEG) {
            for (long start : directory.numbers(Tag.THUMBNAIL_OFFSET)) { // there the whole stream
                checkFrames((double) stream(start, file.length() - start), width * height * samples);
            }
        }
    }

    /// @param samples that each part should have
    private void checkParts(int offsetsTag, int lengthsTag, double samples) throws UnreadableImage {
        long[] offsets = directory.numbers(offsetsTag);
        long[] lengths = directory.numbers(lengthsTag);
        var seen = new HashMap<Part, Long>(); // blank tiles often share one
        double decoded = 0;
        for (int i = 0; i < offsets.length; i++) {
            long most = Math.max(0, file.length() - offsets[i]);
            var part = new Part(offsets[i], i < lengths.length ? Math.min(lengths[i], most) : most);
            if (part.offset >= 0 && part.length > 0) {
                var known = seen.get(part);
                if (known == null) {
                    known = frame(part);
                    seen.put(part, known);
                }
                decoded += known;
            }
        }
        checkFrames(decoded, offsets.length * samples);
    }

    private long frame(Part part) throws UnreadableImage {
        draw(part.length);
        if (scans(part) > JpegWatch.MOST_SCANS) {
            throw tooMany();
        }
        return stream(part.offset, part.length);
    }

    private static void checkFrames(double decoded, double shown) throws UnreadableImage {
        if (decoded > MOST_TIMES_SHOWN * shown + ALWAYS_ALLOWED) {
            throw new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "is a TIFF of %,.0f samples, for which JPEGs of %,.0f are to be decoded; save it anew as PNG or JPEG"
                            .formatted(shown, decoded),
                    null);
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

    /// Counts the markers of scans in all bytes of a part: entropy-coded bytes cannot hold one.
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

    /// Follows a JPEG stream to its end.
    ///
    /// @return the number of samples of its frame, 0 if it has none
    private long stream(long start, long length) throws UnreadableImage {
        var watch = new JpegWatch();
        for (long at = 0; at < length && file.has(start + at, 1) && !watch.complete(); at += BLOCK_BYTES) {
            int count = (int) Math.min(BLOCK_BYTES, length - at);
            draw(count);
            watch.saw(file.read(start + at, count, ByteOrder.BIG_ENDIAN).array(), count);
            if (watch.refusal().isPresent()) {
                throw tooMany();
            }
        }
        return watch.frameSamples();
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
