package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget.Part;
import dev.azulejo.imaging.bytes.SpooledFile;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.IfdEntry;
import dev.azulejo.imaging.ifd.Tag;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// A page of a TIFF file, for facts that libvips does not tell and work that it cannot do.
///
/// @param number of its directory in the file, from 0 on
/// @param isLab8 whether the pixels are L*a*b* of 8 bits
record TiffPage(TiffFile file, Ifd directory, int number, boolean isLab8) {
    private static final int RGB = 2; // PhotometricInterpretation (TIFF 6.0, section 8 and 20 to 23)
    private static final int YCBCR = 6;
    private static final int CIELAB = 8;
    private static final int ASSOCIATED = 1; // ExtraSamples
    private static final int UNASSOCIATED = 2;
    private static final int PRIVATE = 0xffff; // a tag that is not registered
    private static final int LAST_OF_STANDARD = 1_000; // TIFF 6.0 ends with 532, its supplements with 700
    private static final long LONG_BLOCK = 1 << 16;
    private static final long SHARED_BYTES = 1 << 20; // of values that several entries have
    private static final Set<Integer> POINTERS =
            Set.of(Tag.SUB_IFDS, Tag.EXIF_DIRECTORY, Tag.GPS_DIRECTORY, Tag.INTEROPERABILITY_DIRECTORY, Tag.LAYERS);
    private static final int UNCOMPRESSED = 1;
    private static final int JPEG = 7;
    private static final int LOSSLESS = 18;

    /// The bytes of a pixel when libtiff converts a strip of YCbCr: it does so as a whole, to RGBA
    /// (tif_getimage.c).
    private static final int YCBCR_AND_RGBA = 7;

    public static TiffPage of(TiffFile file, int number) {
        var directory = file.get(number);
        boolean lab8 =
                directory.number(Tag.PHOTOMETRIC, RGB) == CIELAB && directory.number(Tag.BITS_PER_SAMPLE, 1) == 8;
        return new TiffPage(file, directory, number, lab8);
    }

    /// @throws UnreadableImage when its kind of pixels cannot be shown, or pixels are missing
    public void check() throws UnreadableImage {
        PartTable.of(directory).check();
        new TiffRefusals(directory).check();
        new TiffScans(directory).check();
    }

    public TiffReader reader() {
        return TiffReader.of(directory);
    }

    /// Whether the first band after those of colour is what the file calls alpha.
    public boolean hasAlpha() {
        var extra = directory.numbers(Tag.EXTRA_SAMPLES);
        return extra.length > 0 && (extra[0] == ASSOCIATED || extra[0] == UNASSOCIATED);
    }

    /// The bits of a sample as it is decoded.
    public int depth() {
        int bits = (int) directory.number(Tag.BITS_PER_SAMPLE, 1);
        return isJpeg() ? TiffJpeg.of(directory).map(TiffJpeg::precision).orElse(bits) : bits;
    }

    /// The bytes of a pixel in the memory of a reader for Java: a sample has one, two or four. Lossless
    /// JPEG is first unpacked to numbers of 32 bits, and slowly; it counts for more, or a decoder process
    /// would be taken for one that hangs.
    int rasterBytesPerPixel() {
        int bytes = depth() <= 8 ? 1 : depth() <= 16 ? 2 : 4;
        boolean lossless =
                isJpeg() && TiffJpeg.of(directory).filter(TiffJpeg::isLossless).isPresent();
        return Math.max(1, samples()) * (lossless ? LOSSLESS : bytes);
    }

    private boolean isJpeg() {
        return directory.number(Tag.COMPRESSION, UNCOMPRESSED) == JPEG;
    }

    /// Warnings about facts of the page that a result cannot keep, or that had to be guessed.
    public List<String> warnings() {
        return new TiffLosses(file, directory).warnings();
    }

    public int samples() {
        return (int) directory.number(Tag.SAMPLES_PER_PIXEL, 1);
    }

    /// The memory that libvips and libtiff need besides the rows that they give: two rows of tiles and one
    /// tile more; for strips the compressed bytes, as they are decoded row by row, unless their bands are
    /// separate or are YCbCr.
    public long decodeBytes() {
        long width = directory.number(Tag.WIDTH, 0);
        long height = directory.number(Tag.HEIGHT, 0);
        long bits = directory.number(Tag.BITS_PER_SAMPLE, 1);
        long rowBytes = Math.ceilDiv(width * samples() * bits, 8);
        boolean compressed = directory.number(Tag.COMPRESSION, UNCOMPRESSED) != UNCOMPRESSED;
        if (directory.has(Tag.TILE_OFFSETS)) {
            long tileWidth = Math.max(1, directory.number(Tag.TILE_WIDTH, 1));
            long tileHeight = Math.max(1, directory.number(Tag.TILE_HEIGHT, 1));
            double tileBytes = (double) tileWidth * tileHeight * samples() * bits / 8; // a long would overflow
            double rows = (double) Math.min(2, Math.ceilDiv(height, tileHeight)) * tileHeight;
            return (long) (rows * rowBytes + tileBytes + (compressed ? largest(Tag.TILE_LENGTHS) : 0));
        }
        long rows = Math.min(height, directory.number(Tag.ROWS_PER_STRIP, height));
        long compressedBytes = compressed ? largest(Tag.STRIP_LENGTHS) : 0;
        if (directory.number(Tag.PLANAR_CONFIGURATION, 1) == 2) {
            return rows * rowBytes / samples() * (samples() + 1) + compressedBytes;
        }
        boolean converted = directory.number(Tag.PHOTOMETRIC, RGB) == YCBCR
                && directory.number(Tag.COMPRESSION, UNCOMPRESSED) != JPEG;
        return converted ? rows * width * YCBCR_AND_RGBA : compressedBytes;
    }

    /// The memory that Java's reader needs besides the image: a tile or strip as it is in the file, as it
    /// is unpacked, and as an image, each in full, even if the image shows only part of it.
    long javaDecodeBytes() {
        boolean tiled = directory.has(Tag.TILE_OFFSETS);
        double width = directory.number(tiled ? Tag.TILE_WIDTH : Tag.WIDTH, 1);
        long height = directory.number(Tag.HEIGHT, 1);
        double rows = tiled
                ? directory.number(Tag.TILE_HEIGHT, 1)
                : Math.min(height, directory.number(Tag.ROWS_PER_STRIP, height));
        boolean separate = directory.number(Tag.PLANAR_CONFIGURATION, 1) == 2;
        double sampleBytes = Math.ceil(directory.number(Tag.BITS_PER_SAMPLE, 1) / 8.0);
        double unpacked = width * rows * sampleBytes * (separate ? 1 : samples());
        return (long) (2 * unpacked + largest(tiled ? Tag.TILE_LENGTHS : Tag.STRIP_LENGTHS));
    }

    private long largest(int tag) {
        return Arrays.stream(directory.numbers(tag)).max().orElse(0);
    }

    /// Makes this page the first and only one of the copy that libvips or a reader of Java reads, without
    /// the parts that neither needs: directories that its entries name, long blocks that are read here, and
    /// entries whose type does not exist, for which libtiff reports an error if it does not know their tag
    /// either, and those whose value does not exist. Both would go through all pages, and hold each value
    /// separately, even if many of them overlap.
    ///
    /// @throws UnreadableImage when the remaining parts overlap
    void keepAlone(SpooledFile copy) throws UnreadableImage {
        var reader = file.reader();
        for (long at : directory.untyped()) {
            makePrivate(copy, at);
        }
        long kept = 0;
        for (var entry : directory.entries()) {
            if (isNotNeeded(entry) || UnknownValues.holds(directory, entry)) {
                makePrivate(copy, entry.position());
            } else {
                reader.budget().draw(Part.TAG_BYTES, entry.length());
                kept += entry.length();
            }
        }
        if (kept > 2 * copy.length() + SHARED_BYTES) {
            throw new UnreadableImage(
                    Reason.TOO_MANY_PARTS,
                    "is a TIFF whose tags lie upon each other; save it anew as PNG or JPEG",
                    null);
        }
        int place = reader.big() ? Long.BYTES : Integer.BYTES;
        write(copy, place, directory.start());
        if (copy.has(directory.end(), place)) {
            write(copy, directory.end(), 0);
        }
    }

    private static boolean isNotNeeded(IfdEntry entry) {
        boolean foreign = entry.tag() > LAST_OF_STANDARD && entry.tag() != Tag.PROFILE;
        return POINTERS.contains(entry.tag()) || (foreign && entry.length() > LONG_BLOCK);
    }

    private void write(SpooledFile copy, long at, long place) {
        boolean big = file.reader().big();
        var bytes = ByteBuffer.allocate(big ? Long.BYTES : Integer.BYTES)
                .order(file.reader().order());
        copy.write(at, (big ? bytes.putLong(place) : bytes.putInt((int) place)).flip());
    }

    private void makePrivate(SpooledFile copy, long at) {
        var reader = file.reader();
        var entry = ByteBuffer.allocate(reader.big() ? 12 : 8).order(reader.order());
        entry.putShort((short) PRIVATE).putShort((short) IfdEntry.BYTE);
        copy.write(at, (reader.big() ? entry.putLong(1) : entry.putInt(1)).flip());
    }

    /// Declares the bands as RGB in the copy that libvips reads: some of its versions (8.18.7) refuse
    /// L*a*b* of 8 bits, and the raw samples are all that is needed.
    void callRgb(SpooledFile copy) {
        directory
                .entry(Tag.PHOTOMETRIC)
                .filter(entry -> entry.type() == IfdEntry.SHORT)
                .ifPresent(entry -> copy.write(
                        entry.offset(),
                        ByteBuffer.allocate(2)
                                .order(file.reader().order())
                                .putShort((short) RGB)
                                .flip()));
    }
}
