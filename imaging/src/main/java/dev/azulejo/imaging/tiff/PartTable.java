package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Arrays;
import java.util.Optional;

/// The places of a page's strips or tiles, and whether all of its pixels can be there.
///
/// @param word for such parts in plain words
/// @param needed number of parts of such a page
/// @param rawBytes of a part that is not compressed, if that is known
record PartTable(Ifd directory, String word, long needed, long[] offsets, long[] lengths, Optional<Long> rawBytes) {
    private static final int NONE = 1; // Compression
    private static final int OLD_JPEG = 6;

    static PartTable of(Ifd directory) {
        boolean tiled = directory.has(Tag.TILE_OFFSETS);
        long width = Math.max(1, directory.number(Tag.WIDTH, 1));
        long height = Math.max(1, directory.number(Tag.HEIGHT, 1));
        long partWidth = Math.max(1, tiled ? directory.number(Tag.TILE_WIDTH, width) : width);
        long partHeight = Math.max(
                1,
                tiled
                        ? directory.number(Tag.TILE_HEIGHT, height)
                        : Math.min(height, directory.number(Tag.ROWS_PER_STRIP, height)));
        long samples = Math.max(1, directory.number(Tag.SAMPLES_PER_PIXEL, 1));
        long planes = directory.number(Tag.PLANAR_CONFIGURATION, 1) == 2 ? samples : 1;
        boolean raw = directory.number(Tag.COMPRESSION, NONE) == NONE && PackedPixels.knows(directory);
        int[] depths = raw ? PackedParts.depths(directory) : new int[0];
        long pixelBits = planes > 1
                ? Arrays.stream(depths).max().orElse(0)
                : Arrays.stream(depths).sum();
        return new PartTable(
                directory,
                tiled ? "tiles" : "strips",
                Math.ceilDiv(width, partWidth) * Math.ceilDiv(height, partHeight) * planes,
                directory.numbers(tiled ? Tag.TILE_OFFSETS : Tag.STRIP_OFFSETS),
                directory.numbers(tiled ? Tag.TILE_LENGTHS : Tag.STRIP_LENGTHS),
                raw && (tiled || height % partHeight == 0)
                        ? Optional.of(Math.ceilDiv(partWidth * pixelBits, Byte.SIZE) * partHeight)
                        : Optional.empty());
    }

    /// @throws UnreadableImage when parts are missing
    void check() throws UnreadableImage {
        if (offsets.length == 0 || directory.number(Tag.COMPRESSION, NONE) == OLD_JPEG) {
            return; // all pixels may lie elsewhere
        }
        boolean misstated = misstatesLengths();
        long there = 0;
        for (int i = 0; i < Math.min(offsets.length, needed); i++) {
            boolean stated = misstated || (i < lengths.length && lengths[i] > 0);
            there += offsets[i] > 0 && stated ? 1 : 0;
            if (!misstated && i < lengths.length && !directory.source().has(offsets[i], lengths[i])) {
                throw new UnreadableImage(
                        Reason.UNREADABLE, "is a TIFF that is cut off in its pixels; copy or download it again", null);
            }
        }
        if (there < needed && needed > 1) {
            throw new UnreadableImage(
                    Reason.UNREADABLE,
                    "is a TIFF of %,d %s, of which %,d are missing; copy or export it again"
                            .formatted(needed, word, needed - there),
                    null);
        }
    }

    /// Whether the lengths of parts that are not compressed are missing or wrong, while the bytes are all there.
    boolean misstatesLengths() {
        if (rawBytes.isEmpty() || offsets.length < needed) {
            return false;
        }
        boolean fits = lengths.length >= needed;
        for (int i = 0; i < needed; i++) {
            if (!directory.source().has(offsets[i], rawBytes.get()) || offsets[i] == 0) {
                return false;
            }
            fits = fits && lengths[i] > 0 && directory.source().has(offsets[i], lengths[i]);
        }
        return !fits;
    }
}
