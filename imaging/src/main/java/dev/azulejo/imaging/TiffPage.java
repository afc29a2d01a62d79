package dev.azulejo.imaging;

import dev.azulejo.core.job.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Set;

/// A page of a TIFF file, for what libvips does not tell or cannot do.
///
/// @param number of its directory in the file, from 0 on
/// @param isLab8 whether its pixels are L*a*b* of 8 bits
record TiffPage(TiffFile file, TiffDirectory directory, int number, boolean isLab8) {
    private static final int RGB = 2; // PhotometricInterpretation (TIFF 6.0, section 8 and 20 to 23)
    private static final int MASK = 4;
    private static final int SEPARATED = 5;
    private static final int YCBCR = 6;
    private static final int CIELAB = 8;
    private static final int LOG_L = 32_844;
    private static final int LOG_LUV = 32_845;
    private static final int ASSOCIATED = 1; // ExtraSamples
    private static final int UNASSOCIATED = 2;
    private static final int INK_SET = 332;
    private static final int CMYK = 1;
    private static final int UNCOMPRESSED = 1;
    private static final int JPEG = 7;

    /// libtiff converts a strip of YCbCr as a whole, to RGBA (tif_getimage.c).
    private static final int YCBCR_AND_RGBA = 7;

    /// Compressions that are JPEG 2000 (Aperio's, Leica's and ISO's), for which libvips uses the decoder
    /// that it does not trust by itself.
    private static final Set<Long> JPEG_2000 = Set.of(33_003L, 33_004L, 33_005L, 34_712L);

    private static final Set<Long> KNOWN_BITS = Set.of(1L, 2L, 4L, 8L, 16L, 32L, 64L);

    static TiffPage of(TiffFile file, int number) {
        var directory = file.get(number);
        boolean lab8 = directory.number(TiffDirectory.PHOTOMETRIC, RGB) == CIELAB
                && directory.number(TiffDirectory.BITS_PER_SAMPLE, 1) == 8;
        return new TiffPage(file, directory, number, lab8);
    }

    /// @throws UnreadableImage when its pixels mean nothing that we can show, or are not all there
    void check() throws UnreadableImage {
        if (!directory.hasAllPixels()) {
            throw new UnreadableImage(
                    Reason.UNREADABLE, "is a TIFF that is cut off in its pixels; copy or download it again", null);
        }
        if (JPEG_2000.contains(directory.number(TiffDirectory.COMPRESSION, 1))) {
            throw unsupported("holds its pixels as JPEG 2000, which libvips warns of reading from strangers;"
                    + " save it with another compression, such as deflate");
        }
        long photometric = directory.number(TiffDirectory.PHOTOMETRIC, RGB);
        boolean inks = photometric == SEPARATED && directory.number(INK_SET, CMYK) != CMYK;
        if (inks) {
            throw unsupported("is in inks other than CMYK; convert it to RGB");
        }
        boolean light = photometric == LOG_L || photometric == LOG_LUV;
        if (light) {
            throw unsupported(
                    "holds light levels (LogLuv), not colours of a screen; tone-map it to RGB of 8 or 16 bits");
        }
        if (photometric == MASK || photometric > CIELAB) {
            throw unsupported("has pixels of a kind that is not read (PhotometricInterpretation %d); convert it to RGB"
                    .formatted(photometric));
        }
    }

    private static UnreadableImage unsupported(String detail) {
        return new UnreadableImage(Reason.UNSUPPORTED_PIXELS, detail, null);
    }

    /// Whether the first band after those of colour is what the file calls alpha.
    boolean hasAlpha() {
        var extra = directory.numbers(TiffDirectory.EXTRA_SAMPLES);
        return extra.length > 0 && (extra[0] == ASSOCIATED || extra[0] == UNASSOCIATED);
    }

    int samples() {
        return (int) directory.number(TiffDirectory.SAMPLES_PER_PIXEL, 1);
    }

    /// Whether libvips says no to how its pixels lie: tiles of single bands, or samples that are no whole
    /// bytes.
    boolean isBeyondLibvips() {
        boolean separate = directory.number(TiffDirectory.PLANAR_CONFIGURATION, 1) == 2 && samples() > 1;
        long bits = directory.number(TiffDirectory.BITS_PER_SAMPLE, 1);
        return (separate && directory.has(TiffDirectory.TILE_OFFSETS)) || !KNOWN_BITS.contains(bits);
    }

    /// Memory that libvips and libtiff need beside the rows that they give: two rows of tiles and one tile
    /// more; of strips what is compressed, as they are decoded row by row, unless their bands lie apart or are
    /// YCbCr.
    long decodeBytes() {
        long width = directory.number(TiffDirectory.WIDTH, 0);
        long height = directory.number(TiffDirectory.HEIGHT, 0);
        long bits = directory.number(TiffDirectory.BITS_PER_SAMPLE, 1);
        long rowBytes = Math.ceilDiv(width * samples() * bits, 8);
        boolean compressed = directory.number(TiffDirectory.COMPRESSION, UNCOMPRESSED) != UNCOMPRESSED;
        if (directory.has(TiffDirectory.TILE_OFFSETS)) {
            long tileWidth = Math.max(1, directory.number(TiffDirectory.TILE_WIDTH, 1));
            long tileHeight = Math.max(1, directory.number(TiffDirectory.TILE_HEIGHT, 1));
            double tileBytes = (double) tileWidth * tileHeight * samples() * bits / 8; // a long would overflow
            double rows = (double) Math.min(2, Math.ceilDiv(height, tileHeight)) * tileHeight;
            return (long) (rows * rowBytes + tileBytes + (compressed ? largest(TiffDirectory.TILE_LENGTHS) : 0));
        }
        long rows = Math.min(height, directory.number(TiffDirectory.ROWS_PER_STRIP, height));
        long compressedBytes = compressed ? largest(TiffDirectory.STRIP_LENGTHS) : 0;
        if (directory.number(TiffDirectory.PLANAR_CONFIGURATION, 1) == 2) {
            return rows * rowBytes / samples() * (samples() + 1) + compressedBytes;
        }
        boolean converted = directory.number(TiffDirectory.PHOTOMETRIC, RGB) == YCBCR
                && directory.number(TiffDirectory.COMPRESSION, UNCOMPRESSED) != JPEG;
        return converted ? rows * width * YCBCR_AND_RGBA : compressedBytes;
    }

    /// Memory that Java's reader needs beside the image: a tile or strip as it lies in the file, as it is unpacked, and
    /// as an image of its own, all of it, whatever of it the image shows.
    long javaDecodeBytes() {
        boolean tiled = directory.has(TiffDirectory.TILE_OFFSETS);
        double width = directory.number(tiled ? TiffDirectory.TILE_WIDTH : TiffDirectory.WIDTH, 1);
        long height = directory.number(TiffDirectory.HEIGHT, 1);
        double rows = tiled
                ? directory.number(TiffDirectory.TILE_HEIGHT, 1)
                : Math.min(height, directory.number(TiffDirectory.ROWS_PER_STRIP, height));
        boolean separate = directory.number(TiffDirectory.PLANAR_CONFIGURATION, 1) == 2;
        double sampleBytes = Math.ceil(directory.number(TiffDirectory.BITS_PER_SAMPLE, 1) / 8.0);
        double unpacked = width * rows * sampleBytes * (separate ? 1 : samples());
        return (long) (2 * unpacked + largest(tiled ? TiffDirectory.TILE_LENGTHS : TiffDirectory.STRIP_LENGTHS));
    }

    private long largest(int tag) {
        return Arrays.stream(directory.numbers(tag)).max().orElse(0);
    }

    /// Calls its bands RGB, in the copy that libvips reads: some versions of it (8.18.7) refuse L*a*b* of
    /// 8 bits, and the samples as they lie there are all that is needed.
    void callRgb(SpooledFile copy) {
        directory
                .entry(TiffDirectory.PHOTOMETRIC)
                .filter(entry -> entry.type() == TiffEntry.SHORT)
                .ifPresent(entry -> copy.write(
                        entry.offset(),
                        ByteBuffer.allocate(2)
                                .order(file.order())
                                .putShort((short) RGB)
                                .flip()));
    }
}
