package dev.azulejo.core.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// A file format that is read, and perhaps written. What a file is, its first bytes decide, never its name.
public enum ImageFormat {
    PNG("png", Set.of("png"), Integer.MAX_VALUE, Trait.WRITTEN, Trait.ALPHA, Trait.DEEP, Trait.GREY),
    JPEG("jpeg", Set.of("jpg", "jpeg", "jpe", "jfif"), 65_500, Trait.WRITTEN, Trait.GREY, Trait.CMYK, Trait.IPTC),
    WEBP("webp", Set.of("webp"), 16_383, Trait.WRITTEN, Trait.ALPHA, Trait.WHOLE),
    AVIF("avif", Set.of("avif"), 16_384, Trait.WRITTEN, Trait.ALPHA, Trait.DEEP, Trait.WHOLE),
    TIFF(
            "tiff",
            Set.of("tif", "tiff"),
            Integer.MAX_VALUE,
            Trait.WRITTEN,
            Trait.ALPHA,
            Trait.DEEP,
            Trait.GREY,
            Trait.CMYK,
            Trait.IPTC),
    GIF("gif", Set.of("gif"), 65_535, Trait.ALPHA),
    BMP("bmp", Set.of("bmp", "dib"), Integer.MAX_VALUE, Trait.ALPHA),
    HEIC("heic", Set.of("heic", "heif"), 65_535, Trait.ALPHA, Trait.DEEP),
    JPEG_2000("jpeg-2000", Set.of("jp2", "j2k", "jpx", "j2c", "jpf"), Integer.MAX_VALUE, Trait.ALPHA, Trait.DEEP);

    private enum Trait {
        WRITTEN,
        ALPHA,
        DEEP,
        GREY,
        CMYK,
        IPTC,
        WHOLE
    }

    private static final int AVIF_BITS = 12;

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /// How many first bytes of a file [#sniff] wants to see.
    public static final int SNIFFED_BYTES = 64;

    private final String text;
    private final Set<String> extensions;
    private final int maxSide;
    private final Set<Trait> traits;

    ImageFormat(String text, Set<String> extensions, int maxSide, Trait... traits) {
        this.text = text;
        this.extensions = extensions;
        this.maxSide = maxSide;
        this.traits = Set.of(traits);
    }

    /// The format whose signature `firstBytes` start with, if it is one of ours.
    public static Optional<ImageFormat> sniff(byte[] firstBytes) {
        if (startsWith(firstBytes, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        return startsWith(firstBytes, JPEG_START) ? Optional.of(JPEG) : Optional.empty();
    }

    /// The format of that name or file name ending, as options and JSON have it.
    public static Optional<ImageFormat> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.text.equals(lower) || format.extensions.contains(lower))
                .findFirst();
    }

    /// Those that results can have.
    public static List<ImageFormat> written() {
        return Arrays.stream(values()).filter(ImageFormat::isWritten).toList();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    public String text() {
        return text;
    }

    /// What names of such files end with, without the dot, when we give the name.
    public String extension() {
        return switch (this) {
            case JPEG -> "jpg";
            case TIFF -> "tif";
            case JPEG_2000 -> "jp2";
            default -> text;
        };
    }

    public boolean isWritten() {
        return traits.contains(Trait.WRITTEN);
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
        return traits.contains(Trait.ALPHA);
    }

    /// Whether a result can have one band of grey; else grey is written as three equal ones.
    public boolean hasGrey() {
        return traits.contains(Trait.GREY);
    }

    /// Whether a result can have the four colours of print.
    public boolean hasCmyk() {
        return traits.contains(Trait.CMYK);
    }

    /// Whether results have a place for IPTC's records, which are older than XMP.
    public boolean hasIptc() {
        return traits.contains(Trait.IPTC);
    }

    /// Whether an encoder needs the whole result at once, in memory, and cannot make it of strips.
    public boolean isEncodedWhole() {
        return traits.contains(Trait.WHOLE);
    }

    /// The most bits of a sample: 8, 12 or 16.
    public int mostBits() {
        if (!traits.contains(Trait.DEEP)) {
            return 8;
        }
        return this == AVIF ? AVIF_BITS : 16;
    }
}
