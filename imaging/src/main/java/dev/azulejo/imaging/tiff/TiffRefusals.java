package dev.azulejo.imaging.tiff;

import dev.azulejo.core.job.outcome.Outcome.Reason;
import dev.azulejo.core.port.UnreadableImage;
import dev.azulejo.imaging.bytes.FileBudget;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Map;
import java.util.Optional;

/// Refuses kinds of intact TIFF pages that no reader here supports, by name and with advice: if the file
/// were called damaged, the user would copy it again in vain.
final class TiffRefusals {
    private static final int RGB = 2; // PhotometricInterpretation (TIFF 6.0, section 8 and 20 to 23)
    private static final int MASK = 4;
    private static final int SEPARATED = 5;
    private static final int CIELAB = 8;
    private static final int LOG_L = 32_844;
    private static final int LOG_LUV = 32_845;
    private static final int CMYK = 1;
    private static final int SIGNED = 2;
    private static final int FLOATING = 3;
    private static final int COMPLEX = 5;
    private static final int COMPLEX_FLOATING = 6;
    private static final int JPEG = 7;
    private static final int MOST_BITS = 32;

    private static final String PIXELS = "is a TIFF of ";

    /// Compressions by their names in libtiff's list that neither libvips' usual builds nor our other
    /// readers support. For JPEG 2000 (Aperio's, Leica's and ISO's) libvips uses a decoder that it marks as
    /// untrusted.
    private static final Map<Integer, String> UNREAD = Map.ofEntries(
            Map.entry(9, "JBIG (T.85)"),
            Map.entry(10, "JBIG (T.43)"),
            Map.entry(32_908, "Pixar's film format"),
            Map.entry(32_947, "Kodak DCS"),
            Map.entry(33_003, "JPEG 2000, which libvips warns of reading from strangers"),
            Map.entry(33_004, "JPEG 2000, which libvips warns of reading from strangers"),
            Map.entry(33_005, "JPEG 2000, which libvips warns of reading from strangers"),
            Map.entry(34_661, "JBIG"),
            Map.entry(34_712, "JPEG 2000, which libvips warns of reading from strangers"),
            Map.entry(34_713, "Nikon's raw format"),
            Map.entry(34_718, "Microsoft's document format"),
            Map.entry(34_887, "LERC"),
            Map.entry(34_925, "LZMA"),
            Map.entry(34_934, "JPEG XR"),
            Map.entry(50_002, "JPEG XL"),
            Map.entry(52_546, "JPEG XL"));

    private final Ifd directory;

    public TiffRefusals(Ifd directory) {
        this.directory = directory;
    }

    /// @throws UnreadableImage when its kind of pixels cannot be shown, or its coding is not supported
    public void check() throws UnreadableImage {
        checkCompression();
        checkColours();
        checkSamples();
        checkTiles();
    }

    /// Limits tiles, as readers decode them whole even if the picture shows only part of them.
    private void checkTiles() throws UnreadableImage {
        if (directory.has(Tag.TILE_OFFSETS)) {
            long width = directory.number(Tag.WIDTH, 0);
            long height = directory.number(Tag.HEIGHT, 0);
            FileBudget.checkMade(width * height, whole(width, Tag.TILE_WIDTH) * whole(height, Tag.TILE_HEIGHT));
        }
    }

    /// The length of a side of all tiles together.
    private double whole(long side, int tileTag) {
        long tile = Math.max(1, directory.number(tileTag, 1));
        return (double) Math.ceilDiv(side, tile) * tile;
    }

    private void checkCompression() throws UnreadableImage {
        int compression = (int) directory.number(Tag.COMPRESSION, 1);
        var unread = UNREAD.get(compression);
        if (unread != null) {
            throw unsupported("is a TIFF whose pixels are coded as %s; %s".formatted(unread, anew()));
        }
        if (compression == JPEG
                && TiffJpeg.of(directory).filter(TiffJpeg::isDeep).isPresent()) {
            throw unsupported("is a TIFF whose pixels are coded as JPEG of 12 bits, which is not read; " + anew());
        }
    }

    private static String anew() {
        return "save it with another compression, such as deflate (tiffcp -c zip a.tif b.tif)";
    }

    private void checkColours() throws UnreadableImage {
        long photometric = directory.number(Tag.PHOTOMETRIC, RGB);
        if (photometric == SEPARATED && directory.number(Tag.INK_SET, CMYK) != CMYK) {
            throw unsupported("is in inks other than CMYK; convert it to RGB");
        }
        if (photometric == LOG_L || photometric == LOG_LUV) {
            throw unsupported(
                    "holds light levels (LogLuv), not colours of a screen; tone-map it to RGB of 8 or 16 bits");
        }
        if (photometric == MASK || photometric > CIELAB) {
            throw unsupported("has pixels of a kind that is not read (PhotometricInterpretation %d); convert it to RGB"
                    .formatted(photometric));
        }
    }

    private void checkSamples() throws UnreadableImage {
        long bits = directory.number(Tag.BITS_PER_SAMPLE, 1);
        boolean lab = directory.number(Tag.PHOTOMETRIC, RGB) == CIELAB;
        switch ((int) directory.number(Tag.SAMPLE_FORMAT, 1)) {
            case FLOATING ->
                throw unsupported(PIXELS
                        + "floating-point numbers (%d bits), for which no file says what is white; ".formatted(bits)
                        + "tone-map it, or convert it to 16 bits");
            case SIGNED -> {
                if (!lab) {
                    throw unsupported(PIXELS
                            + "signed numbers, for which no file says what is black; convert it to unsigned ones");
                }
            }
            case COMPLEX, COMPLEX_FLOATING ->
                throw unsupported(PIXELS + "complex numbers, which are no colours; convert it to RGB or grey");
            default -> {
                if (bits > MOST_BITS) {
                    throw unsupported(PIXELS + "%d bits a sample, which is not read; convert it to 16".formatted(bits));
                }
            }
        }
    }

    /// The refusal that a reader's failure means if the reader cannot read such a file, while the file is
    /// intact.
    ///
    /// @param words of libtiff or a reader for Java
    public static Optional<UnreadableImage> of(String words) {
        boolean unable = words.contains("not configured")
                || words.contains("not implemented")
                || words.contains("nsupported")
                || words.contains("not supported")
                || words.contains("an not handle"); // Sorry, can not handle
        return unable
                ? Optional.of(unsupported(PIXELS + "a kind that is not read (%s); ".formatted(words) + anew()))
                : Optional.empty();
    }

    private static UnreadableImage unsupported(String detail) {
        return new UnreadableImage(Reason.UNSUPPORTED_PIXELS, detail, null);
    }
}
