package dev.azulejo.core.pixels;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A file format that is read, and perhaps written. What a file is, its first bytes decide, never its name.
public enum ImageFormat {
    PNG("png", "png", Integer.MAX_VALUE, "written alpha deep"),
    JPEG("jpeg", "jpg jpeg jpe jfif", 65_500, "written"),
    WEBP("webp", "webp", 16_383, "written alpha"),
    AVIF("avif", "avif", 16_384, "written alpha deep"),
    TIFF("tiff", "tif tiff", Integer.MAX_VALUE, "written alpha deep"),
    GIF("gif", "gif", 65_535, "alpha"),
    BMP("bmp", "bmp dib", Integer.MAX_VALUE, "alpha"),
    HEIC("heic", "heic heif", 65_535, "alpha deep"),
    JPEG_2000("jpeg-2000", "jp2 j2k jpx j2c jpf", Integer.MAX_VALUE, "alpha deep");

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /// How many first bytes of a file [#sniff] wants to see.
    public static final int SNIFFED_BYTES = 64;

    private final String text;
    private final String extensions;
    private final int maxSide;
    private final String traits;

    /// @param extensions what names of such files end with; the first is the one that we give
    /// @param traits words: `written`, has `alpha`, is `deep` (more than 8 bits a sample)
    ImageFormat(String text, String extensions, int maxSide, String traits) {
        this.text = text;
        this.extensions = extensions;
        this.maxSide = maxSide;
        this.traits = traits;
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
                .filter(format -> format.text.equals(lower)
                        || List.of(format.extensions.split(" ")).contains(lower))
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

    /// How the format stores pixels that come as `pixels`, as far as bands and bits go: JPEG knows neither
    /// alpha nor 16 bits.
    public PixelFormat stored(PixelFormat pixels) {
        var bands = hasAlpha() ? pixels : pixels.withoutAlpha();
        return traits.contains("deep") ? bands : bands.withBits(8);
    }
}
