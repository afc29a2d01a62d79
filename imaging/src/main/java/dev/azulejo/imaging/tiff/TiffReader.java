package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Arrays;
import java.util.Set;

/// Decides which reader takes a page of a TIFF: libvips if it can, since it holds only a few rows;
/// otherwise one of three, of which two hold the whole image.
enum TiffReader {
    LIBVIPS,
    /// Our own: for odd depths, bands of few bits or of different depths, tiles of single bands, and what libvips gets
    /// wrong.
    PACKED,
    /// The JDK's reader: for what PACKED does not know, such as JPEG in tiles of single bands.
    JAVA,
    /// TwelveMonkeys' reader: for old-style and lossless JPEG, and YCbCr with separate bands.
    TWELVE_MONKEYS;

    private static final int OLD_JPEG = 6; // Compression
    private static final int JPEG = 7;
    private static final int PIXTIFF_ZIP = 50_013;
    private static final int BLACK_IS_ZERO = 1; // PhotometricInterpretation: grey, as 0 is
    private static final int YCBCR = 6;
    private static final int SEPARATE = 2; // PlanarConfiguration
    private static final int HORIZONTAL = 2; // Predictor
    private static final int ASSOCIATED = 1; // ExtraSamples
    private static final int LOW_BITS = 8;
    private static final Set<Long> BITS_OF_LIBVIPS = Set.of(1L, 2L, 4L, 8L, 16L, 32L, 64L);

    /// @param directory of a page that passed [TiffPage#check]
    public static TiffReader of(Ifd directory) {
        long compression = directory.number(Tag.COMPRESSION, 1);
        long photometric = directory.number(Tag.PHOTOMETRIC, -1);
        long samples = directory.number(Tag.SAMPLES_PER_PIXEL, 1);
        boolean separate = samples > 1 && directory.number(Tag.PLANAR_CONFIGURATION, 1) == SEPARATE;
        long bits = directory.number(Tag.BITS_PER_SAMPLE, 1);
        boolean lossless = compression == JPEG
                && TiffJpeg.of(directory).filter(TiffJpeg::isLossless).isPresent();
        if (compression == OLD_JPEG
                || compression == PIXTIFF_ZIP
                || lossless
                || photometric < 0
                || (photometric == YCBCR && separate)) {
            return TWELVE_MONKEYS;
        }
        if (isOfLibvips(directory, bits, separate)) {
            return LIBVIPS;
        }
        return PackedParts.knows(compression) && PackedPixels.knows(directory) ? PACKED : JAVA;
    }

    /// Whether libvips reads such a page, and gives the right pixels.
    private static boolean isOfLibvips(Ifd directory, long bits, boolean separate) {
        boolean fewBits = bits < LOW_BITS
                && (directory.number(Tag.SAMPLES_PER_PIXEL, 1) > 1 || directory.number(Tag.PREDICTOR, 1) == HORIZONTAL);
        boolean premultiplied = directory.number(Tag.EXTRA_SAMPLES, 0) == ASSOCIATED;
        boolean bandsApart = separate
                && (directory.has(Tag.TILE_OFFSETS)
                        || premultiplied
                        || directory.number(Tag.PHOTOMETRIC, 1) <= BLACK_IS_ZERO);
        return BITS_OF_LIBVIPS.contains(bits)
                && !fewBits
                && !bandsApart
                && !(premultiplied && bits == Integer.SIZE)
                && !isMixed(directory)
                && !PartTable.of(directory).misstatesLengths();
    }

    /// Whether samples of a pixel have different depths.
    private static boolean isMixed(Ifd directory) {
        return Arrays.stream(directory.numbers(Tag.BITS_PER_SAMPLE)).distinct().count() > 1;
    }
}
