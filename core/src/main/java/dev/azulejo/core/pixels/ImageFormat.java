package dev.azulejo.core.pixels;

import static dev.azulejo.core.pixels.ImageFormat.Trait.ALPHA;
import static dev.azulejo.core.pixels.ImageFormat.Trait.CMYK;
import static dev.azulejo.core.pixels.ImageFormat.Trait.FILES;
import static dev.azulejo.core.pixels.ImageFormat.Trait.FOLDER;
import static dev.azulejo.core.pixels.ImageFormat.Trait.GREY;
import static dev.azulejo.core.pixels.ImageFormat.Trait.IPTC;
import static dev.azulejo.core.pixels.ImageFormat.Trait.PYRAMID;
import static dev.azulejo.core.pixels.ImageFormat.Trait.WEB;
import static dev.azulejo.core.pixels.ImageFormat.Trait.WHOLE;
import static dev.azulejo.core.pixels.ImageFormat.Trait.WRITTEN;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// The table of known file formats: a row for each. The format of a file is decided by its first bytes,
/// never by its name.
public enum ImageFormat {
    PNG(
            "a PNG",
            "png",
            "image/png",
            Integer.MAX_VALUE,
            16,
            0,
            "interlaced PNG",
            "PNG without interlacing",
            WRITTEN,
            ALPHA,
            GREY,
            WEB),
    JPEG(
            "a JPEG",
            "jpg jpeg jpe jfif",
            "image/jpeg",
            65_500,
            8,
            1,
            "progressive JPEG",
            "baseline JPEG (jpegtran -copy all a.jpg)",
            WRITTEN,
            GREY,
            CMYK,
            IPTC,
            WEB),
    WEBP("a WebP", "webp", "image/webp", 16_383, 8, 0.6, WRITTEN, ALPHA, WHOLE, WEB),
    AVIF("an AVIF", "avif", "image/avif", 16_384, 12, 0.6, WRITTEN, ALPHA, WHOLE, WEB),
    TIFF(
            "a TIFF",
            "tif tiff",
            "image/tiff",
            Integer.MAX_VALUE,
            16,
            0,
            "TIFF of huge strips or tiles",
            "TIFF with small strips or tiles",
            WRITTEN,
            ALPHA,
            GREY,
            CMYK,
            IPTC),
    GIF("a GIF", "gif", "image/gif", 65_535, 8, 0, ALPHA, WEB),
    BMP("a BMP", "bmp dib", "image/bmp", Integer.MAX_VALUE, 8, 0, ALPHA),
    HEIC("a HEIC", "heic heif", "image/heic", 65_535, 16, 0.6, ALPHA),
    JPEG_2000("a JPEG 2000", "jp2 j2k jpx j2c jpf", "image/jp2", Integer.MAX_VALUE, 16, 0.6, ALPHA),
    /// Deep Zoom: many small tiles at every reduction by two, and an index. (Microsoft Deep Zoom, DZI 2009)
    DZI("a Deep Zoom image", "dzi", "application/xml", Integer.MAX_VALUE, 8, 4.0 / 3, WRITTEN, ALPHA, GREY, FILES),
    /// A Deep Zoom folder in one file. (SZI, smartzoom)
    SZI("an SZI file", "szi", "application/zip", Integer.MAX_VALUE, 8, 4.0 / 3, WRITTEN, ALPHA, GREY, PYRAMID),
    /// The tiles of Deep Zoom as a static server of the IIIF Image API has them. (IIIF Image API 3.0, level
    /// 0)
    IIIF("an IIIF image", "iiif", "application/json", Integer.MAX_VALUE, 8, 4.0 / 3, WRITTEN, ALPHA, GREY, FOLDER);

    /// The number of first bytes that [#sniff] needs.
    public static final int SNIFFED_BYTES = 64;

    /// A property of a format.
    enum Trait {
        WRITTEN,
        ALPHA,
        /// Can hold grey without two more colours.
        GREY,
        CMYK,
        IPTC,
        /// Encoded in one piece.
        WHOLE,
        /// Shown by browsers.
        WEB,
        /// Made of tiles in one file, and not read.
        PYRAMID,
        /// Made of many files, and named by its index.
        FILES,
        /// Made of many files, and named by their folder.
        FOLDER
    }

    private final String title;
    private final String endings;
    private final String mediaType;
    private final int maxSide;
    private final int mostBits;
    private final double jpegs;

    @SuppressWarnings("ImmutableEnumChecker") // no set of Set.of is ever changed
    private final Set<Trait> traits;

    private final String hungry;
    private final String frugal;

    /// @param title with its article
    /// @param endings of names of such files; the first is the one that we give
    /// @param jpegs how many times the bytes of a JPEG of the same quality a file has; 0 where nothing is
    ///     lost
    /// @param hungry name of the variant that a decoder needs much memory for
    /// @param frugal the variant to save it as instead
    ImageFormat(
            String title,
            String endings,
            String mediaType,
            int maxSide,
            int mostBits,
            double jpegs,
            String hungry,
            String frugal,
            Trait... traits) {
        this.title = title;
        this.endings = endings;
        this.mediaType = mediaType;
        this.maxSide = maxSide;
        this.mostBits = mostBits;
        this.jpegs = jpegs;
        this.traits = Set.of(traits);
        this.hungry = hungry;
        this.frugal = frugal;
    }

    ImageFormat(
            String title, String endings, String mediaType, int maxSide, int mostBits, double jpegs, Trait... traits) {
        var name = title.substring(title.indexOf(' ') + 1);
        this(title, endings, mediaType, maxSide, mostBits, jpegs, name, "PNG or TIFF", traits);
    }

    /// The format whose signature `firstBytes` start with, if it is a known one. For ISO media files (ISO
    /// 14496-12) the brands decide: the major one, and if that is only "HEIF", those it is compatible with.
    public static Optional<ImageFormat> sniff(byte[] firstBytes) {
        return Signatures.sniff(firstBytes);
    }

    /// Finds a format by its name in options and JSON, or by a file name's ending.
    public static Optional<ImageFormat> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.text().equals(lower)
                        || List.of(format.endings.split(" ")).contains(lower))
                .findFirst();
    }

    /// The formats that results can have.
    public static List<ImageFormat> written() {
        return Arrays.stream(values()).filter(ImageFormat::isWritten).toList();
    }

    /// The names of the formats that results can have, as in options and JSON.
    public static List<String> namesOfWritten() {
        return written().stream().map(ImageFormat::text).toList();
    }

    /// The names of the formats that results can have, in one text, sorted.
    public static String names() {
        return namesOfWritten().stream().sorted().collect(Collectors.joining(", "));
    }

    /// The titles of the result formats that have a quality, in one text.
    ///
    /// @param conjunction before the last, such as `or`
    public static String withQuality(String conjunction) {
        var names = written().stream()
                .filter(ImageFormat::hasQuality)
                .map(ImageFormat::title)
                .toList();
        return listed(names, conjunction);
    }

    /// Lists words as in a sentence, such as `png, jpeg or webp`.
    public static String listed(List<String> words, String conjunction) {
        var last = words.getLast();
        return words.size() == 1
                ? last
                : "%s %s %s".formatted(String.join(", ", words.subList(0, words.size() - 1)), conjunction, last);
    }

    /// The name in options and JSON, such as `jpeg-2000`.
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// The name for people, such as `WebP`.
    public String title() {
        return title.substring(title.indexOf(' ') + 1);
    }

    /// The name with its article, such as `an AVIF`.
    public String titleWithArticle() {
        return title;
    }

    /// The ending of names that we give to such files, without the dot.
    public String extension() {
        return endings.split(" ", 2)[0];
    }

    /// The media type; for a pyramid of many files, that of its index.
    public String mediaType() {
        return mediaType;
    }

    public boolean isWritten() {
        return traits.contains(WRITTEN);
    }

    /// The format of a result whose source has this one, unless another is asked for.
    public ImageFormat ofResult() {
        return isWritten() ? this : PNG;
    }

    /// The longest side, in pixels, that can be written and read again; of JPEG libjpeg takes 65,500, the
    /// standard 65,535.
    public int maxSide() {
        return maxSide;
    }

    public boolean hasAlpha() {
        return traits.contains(ALPHA);
    }

    /// Whether a result can have one band of grey; otherwise grey is written as three equal ones.
    public boolean hasGrey() {
        return traits.contains(GREY);
    }

    /// Whether a result can have the four colours of print.
    public boolean hasCmyk() {
        return traits.contains(CMYK);
    }

    /// Whether results have a place for IPTC's records, which are older than XMP.
    public boolean hasIptc() {
        return traits.contains(IPTC);
    }

    /// Whether an encoder needs the whole result at once, in memory, and cannot make it of strips.
    public boolean isEncodedWhole() {
        return traits.contains(WHOLE);
    }

    /// Whether writing it usually loses something.
    public boolean isLossy() {
        return jpegs > 0;
    }

    /// The size of a lossy file in relation to a JPEG of the same quality.
    public double jpegs() {
        return jpegs;
    }

    /// Whether less quality makes a smaller file.
    public boolean hasQuality() {
        return isLossy() && !isPyramid();
    }

    /// Whether browsers show it as it is.
    public boolean isShownByBrowsers() {
        return traits.contains(WEB);
    }

    /// Whether it is made of tiles at several sizes, for viewers; such files are written only.
    public boolean isPyramid() {
        return traits.contains(PYRAMID) || isOfFiles();
    }

    /// Whether a result is many files, and not one.
    public boolean isOfFiles() {
        return traits.contains(FILES) || isFolder();
    }

    /// Whether a result is named by the folder of its files, which may exist: another attempt continues in
    /// it.
    public boolean isFolder() {
        return traits.contains(FOLDER);
    }

    /// The most bits of a sample: 8, 12 or 16.
    public int mostBits() {
        return mostBits;
    }

    /// The name of the variant that a decoder needs much memory for.
    public String hungry() {
        return hungry;
    }

    /// The variant to which to convert a file that needs too much memory.
    public String frugal() {
        return frugal;
    }
}
