package dev.azulejo.core.resize;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// The colour around an image that does not fill its canvas, in the encoded values of the image.
///
/// @param red 0 to 255, and so the others
/// @param alpha 0 to 255, where the result has alpha
public record Background(int red, int green, int blue, int alpha) {
    public static final Background WHITE = new Background(255, 255, 255, 255);

    private static final Map<String, Background> NAMED = Map.of(
            "white", WHITE, "black", new Background(0, 0, 0, 255), "transparent", new Background(255, 255, 255, 0));

    public Background {
        if (Math.min(Math.min(red, green), Math.min(blue, alpha)) < 0
                || Math.max(Math.max(red, green), Math.max(blue, alpha)) > 255) {
            throw new IllegalArgumentException(
                    "a colour has values from 0 to 255, got %d %d %d %d".formatted(red, green, blue, alpha));
        }
    }

    /// Parses `white`, `black`, `transparent`, `#rrggbb` or `#rrggbbaa`; empty for any other text.
    public static Optional<Background> parse(String text) {
        var lower = text.strip().toLowerCase(Locale.ROOT);
        var named = NAMED.get(lower);
        if (named != null) {
            return Optional.of(named);
        }
        if (!lower.matches("#[0-9a-f]{6}([0-9a-f]{2})?")) {
            return Optional.empty();
        }
        int alpha = lower.length() == 9 ? channel(lower, 7) : 255;
        return Optional.of(new Background(channel(lower, 1), channel(lower, 3), channel(lower, 5), alpha));
    }

    private static int channel(String text, int at) {
        return Integer.parseInt(text, at, at + 2, 16);
    }

    public PixelBlock block(Size size, PixelFormat format) {
        int[] colours = format.colourBands() == 1 ? new int[] {grey()} : new int[] {red, green, blue};
        int[] values = format.hasAlpha() ? Arrays.copyOf(colours, colours.length + 1) : colours;
        if (format.hasAlpha()) {
            values[colours.length] = alpha;
        }
        int sampleBytes = format.bytesPerSample();
        var pixel = new byte[format.bytesPerPixel()];
        for (int i = 0; i < pixel.length; i++) {
            pixel[i] = (byte) values[i / sampleBytes]; // of 16 bits both bytes: 255 times 257 is 65,535
        }
        var block = PixelBlock.blank(size, format);
        for (int i = 0; i < block.samples().length; i++) {
            block.samples()[i] = pixel[i % pixel.length];
        }
        return block;
    }

    /// The colour as grey: its luma (ITU-R BT.709).
    public int grey() {
        return (int) Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
    }
}
