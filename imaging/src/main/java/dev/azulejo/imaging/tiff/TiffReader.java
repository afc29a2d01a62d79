package dev.azulejo.imaging.tiff;

import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Arrays;
import java.util.Set;

/// Decides which reader takes a page of a TIFF: libvips if it can, since it holds only a few rows;
/// otherwise one of two readers that hold the whole image.
enum TiffReader {
    LIBVIPS,
    /// The JDK's reader: for odd depths, which it widens, and tiles of single bands.
    JAVA,
    /// TwelveMonkeys' reader: for old-style and lossless JPEG, YCbCr with separate bands, and 24 bits.
    TWELVE_MONKEYS;

    private static final int OLD_JPEG = 6; // Compression
    private static final int JPEG = 7;
    private static final int PIXTIFF_ZIP = 50_013;
    private static final int YCBCR = 6; // PhotometricInterpretation
    private static final int SEPARATE = 2; // PlanarConfiguration
    private static final int LOW_BITS = 8;
    private static final int DEEP_BITS = 24;
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
                || (photometric == YCBCR && separate)
                || bits == DEEP_BITS) {
            return TWELVE_MONKEYS;
        }
        boolean tilesOfBands = separate && directory.has(Tag.TILE_OFFSETS);
        boolean packed = bits < LOW_BITS && samples > 1;
        return tilesOfBands || packed || isMixed(directory) || !BITS_OF_LIBVIPS.contains(bits) ? JAVA : LIBVIPS;
    }

    /// Whether samples of a pixel have different depths.
    private static boolean isMixed(Ifd directory) {
        return Arrays.stream(directory.numbers(Tag.BITS_PER_SAMPLE)).distinct().count() > 1;
    }
}
