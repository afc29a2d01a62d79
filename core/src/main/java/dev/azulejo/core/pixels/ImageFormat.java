package dev.azulejo.core.pixels;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// A file format that is read and written. What a file is, its first bytes decide, never its name.
public enum ImageFormat {
    PNG("png", "png", Integer.MAX_VALUE, true),
    JPEG("jpeg", "jpg", 65_500, false);

    private static final byte[] PNG_SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final byte[] JPEG_START = {(byte) 0xff, (byte) 0xd8, (byte) 0xff};

    /// How many first bytes of a file [#sniff] wants to see.
    public static final int SNIFFED_BYTES = 16;

    private final String text;
    private final String extension;
    private final int maxSide;
    private final boolean hasAlpha;

    ImageFormat(String text, String extension, int maxSide, boolean hasAlpha) {
        this.text = text;
        this.extension = extension;
        this.maxSide = maxSide;
        this.hasAlpha = hasAlpha;
    }

    /// The format whose signature `firstBytes` start with, if it is one of ours.
    public static Optional<ImageFormat> sniff(byte[] firstBytes) {
        if (startsWith(firstBytes, PNG_SIGNATURE)) {
            return Optional.of(PNG);
        }
        return startsWith(firstBytes, JPEG_START) ? Optional.of(JPEG) : Optional.empty();
    }

    /// The format of that name, as options and JSON have it.
    public static Optional<ImageFormat> parse(String text) {
        var lower = text.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(format -> format.text.equals(lower) || format.extension.equals(lower))
                .findFirst();
    }

    private static boolean startsWith(byte[] bytes, byte[] start) {
        return bytes.length >= start.length && Arrays.equals(bytes, 0, start.length, start, 0, start.length);
    }

    public String text() {
        return text;
    }

    /// What names of such files end with, without the dot.
    public String extension() {
        return extension;
    }

    /// The longest side, in pixels, that can be written and read again; of JPEG libjpeg takes 65,500, the
    /// standard 65,535.
    public int maxSide() {
        return maxSide;
    }

    public boolean hasAlpha() {
        return hasAlpha;
    }

    /// How the format stores pixels that come as `pixels`: JPEG knows neither alpha nor 16 bits.
    public PixelFormat stored(PixelFormat pixels) {
        return this == JPEG ? pixels.withoutAlpha().withBits(8) : pixels;
    }
}
