package dev.azulejo.core.pixels;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A file format that is read, and perhaps written. What a file is, its first bytes decide, never its
/// name.
public enum ImageFormat {
    PNG("png", "png", Integer.MAX_VALUE, "written alpha deep grey"),
    JPEG("jpeg", "jpg jpeg jpe jfif", 65_500, "written grey cmyk iptc"),
    WEBP("webp", "webp", 16_383, "written alpha whole"),
    AVIF("avif", "avif", 16_384, "written alpha deep whole"),
    TIFF("tiff", "tif tiff", Integer.MAX_VALUE, "written alpha deep grey cmyk iptc"),
    GIF("gif", "gif", 65_535, "alpha"),
    BMP("bmp", "bmp dib", Integer.MAX_VALUE, "alpha"),
    HEIC("heic", "heic heif", 65_535, "alpha deep"),
    JPEG_2000("jpeg-2000", "jp2 j2k jpx j2c jpf", Integer.MAX_VALUE, "alpha deep"),
    /// Deep Zoom: many small tiles at every reduction by two, and an index. (Microsoft Deep Zoom, DZI 2009)
    DZI("dzi", "dzi", Integer.MAX_VALUE, "written alpha grey pyramid"),
    /// The same tiles as a static server of the IIIF Image API has them. (IIIF Image API 3.0, level 0)
    IIIF("iiif", "iiif", Integer.MAX_VALUE, "written alpha grey pyramid"),
    /// A Deep Zoom folder in one file. (SZI, smartzoom)
    SZI("szi", "szi", Integer.MAX_VALUE, "written alpha grey pyramid");

    /// Signatures by the formats' own definitions, a byte a character.
    private static final Map<String, ImageFormat> SIGNATURES = Map.ofEntries(
            Map.entry("\u0089PNG\r\n\u001a\n", PNG),
            Map.entry("\u00ff\u00d8\u00ff", JPEG),
            Map.entry("II*\0", TIFF),
            Map.entry("MM\0*", TIFF),
            Map.entry("II+\0", TIFF), // BigTIFF
            Map.entry("MM\0+", TIFF),
            Map.entry("GIF87a", GIF),
            Map.entry("GIF89a", GIF),
            Map.entry("\0\0\0\u000cjP  \r\n\u0087\n", JPEG_2000),
            Map.entry("\u00ffO\u00ffQ", JPEG_2000)); // a codestream without a file around it

    private static final int AVIF_BITS = 12;

    /// Brands of ISO media files that tell the coding (ISO 23008-12, annex B; AV1 image file format, 6).
    private static final Map<String, ImageFormat> BRANDS = Map.of(
            "avif", AVIF, "avis", AVIF, "heic", HEIC, "heix", HEIC, "heim", HEIC, "heis", HEIC, "hevc", HEIC, "hevx",
            HEIC);

    /// Brands that say that it is an image or a sequence of some coding.
    private static final Set<String> GENERAL_BRANDS = Set.of("mif1", "mif2", "msf1", "miaf", "1pic");

    /// How many first bytes of a file [#sniff] wants to see.
    public static final int SNIFFED_BYTES = 64;

    private final String text;
    private final String extensions;
    private final int maxSide;
    private final String traits;

    /// @param extensions what names of such files end with; the first is the one that we give
    /// @param traits words: `written`; has a place for `alpha`, for `grey` alone, for `cmyk`, for `iptc`;
    ///     is `deep` (more than 8 bits a sample); is encoded as a `whole`;
    ///     is a `pyramid`, which is not read
    ImageFormat(String text, String extensions, int maxSide, String traits) {
        this.text = text;
        this.extensions = extensions;
        this.maxSide = maxSide;
        this.traits = traits;
    }

    /// The format whose signature `firstBytes` start with, if it is one of ours. Of ISO media files (ISO
    /// 14496-12) the brands decide: the major one, and where that says only "HEIF", those it is
    /// compatible with.
    public static Optional<ImageFormat> sniff(byte[] firstBytes) {
        var text = new String(firstBytes, 0, Math.min(firstBytes.length, SNIFFED_BYTES), StandardCharsets.ISO_8859_1);
        if (text.startsWith("ftyp", 4)) {
            return sniffBrands(text);
        }
        if (text.startsWith("RIFF")) {
            return text.startsWith("WEBP", 8) ? Optional.of(WEBP) : Optional.empty();
        }
        if (text.startsWith("BM")) {
            // two letters are few: the length of the header behind the file's must be one of those that exist
            return text.length() > 17 && isBmpHeader(text.charAt(14)) && text.startsWith("\0\0\0", 15)
                    ? Optional.of(BMP)
                    : Optional.empty();
        }
        return SIGNATURES.entrySet().stream()
                .filter(signature -> text.startsWith(signature.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /// OS/2's headers are 12 bytes long, or 16 to 64, as far as their writer had something to say; those of Windows 40,
    /// 52,
    /// 56, 108 or 124.
    private static boolean isBmpHeader(int length) {
        return length == 12 || (length >= 16 && length <= 64) || length == 108 || length == 124;
    }

    private static Optional<ImageFormat> sniffBrands(String text) {
        // size, ftyp, major brand, its version, then compatible brands of four characters up to the size
        int end = Math.min(text.length(), text.charAt(2) << 8 | text.charAt(3));
        for (int at = 8; at + 4 <= end; at += at == 8 ? 8 : 4) {
            var format = BRANDS.get(text.substring(at, at + 4));
            if (format != null) {
                return Optional.of(format);
            }
            if (at == 8 && !GENERAL_BRANDS.contains(text.substring(at, at + 4))) {
                return Optional.empty();
            }
        }
        return Optional.empty();
    }

    /// The format of that name or file name ending, as options and JSON have it.
    public static Optional<ImageFormat> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.text.equals(lower)
                        || List.of(format.extensions.split(" ")).contains(lower))
                .findFirst();
    }

    /// Those that results can have.
    public static List<ImageFormat> written() {
        return Arrays.stream(values()).filter(ImageFormat::isWritten).toList();
    }

    public String text() {
        return text;
    }

    /// What names of such files end with, without the dot, when we give the name.
    public String extension() {
        return extensions.split(" ", 2)[0];
    }

    public boolean isWritten() {
        return traits.contains("written");
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
        return traits.contains("alpha");
    }

    /// Whether a result can have one band of grey; else grey is written as three equal ones.
    public boolean hasGrey() {
        return traits.contains("grey");
    }

    /// Whether a result can have the four colours of print.
    public boolean hasCmyk() {
        return traits.contains("cmyk");
    }

    /// Whether results have a place for IPTC's records, which are older than XMP.
    public boolean hasIptc() {
        return traits.contains("iptc");
    }

    /// Whether an encoder needs the whole result at once, in memory, and cannot make it of strips.
    public boolean isEncodedWhole() {
        return traits.contains("whole");
    }

    /// Whether less quality makes a smaller file.
    public boolean hasQuality() {
        return this == JPEG || this == WEBP || this == AVIF;
    }

    /// Whether it is made of tiles at several sizes, for viewers; such files are written only.
    public boolean isPyramid() {
        return traits.contains("pyramid");
    }

    /// The most bits of a sample: 8, 12 or 16.
    public int mostBits() {
        if (!traits.contains("deep")) {
            return 8;
        }
        return this == AVIF ? AVIF_BITS : 16;
    }
}
