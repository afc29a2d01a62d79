package dev.azulejo.cli.option;

import dev.azulejo.core.resize.Fit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// How large results become: in pixels, on paper or in bytes.
final class SizeOptions {
    @Option(
            names = "--width",
            paramLabel = "PIXELS",
            description = "The exact width; the height follows, unless given.")
    @Nullable String width;

    @Option(
            names = "--height",
            paramLabel = "PIXELS",
            description = "The exact height; the width follows, unless given.")
    @Nullable String height;

    @Option(
            names = "--fit",
            paramLabel = "inside|contain|cover|fill",
            description =
                    "How the image fits a box of width and height, or paper: inside it, which is the default;"
                            + " contained, with background around it; covering it, with the rest cut off; or distorted to fill it.")
    @Nullable String fit;

    @Option(names = "--percent", paramLabel = "N", description = "A percentage of the image's own size.")
    @Nullable String percent;

    @Option(
            names = "--at-least",
            paramLabel = "PIXELS",
            description = "Enlarge until the longer side has at least this many pixels, and no further; never reduce.")
    @Nullable String atLeast;

    @Option(
            names = "--canvas",
            paramLabel = "WxH",
            description = "Give the result this size, with the image in the middle.")
    @Nullable String canvas;

    @Option(
            names = "--background",
            paramLabel = "COLOUR",
            description = "Colour around the image: white by default, black, transparent, #rrggbb or #rrggbbaa.")
    @Nullable String background;

    @Option(
            names = "--print",
            paramLabel = "A2|420x594mm|16x20in",
            description = "Make the image fit this paper, turned to match it, with white where the shapes differ.")
    @Nullable String print;

    @Option(names = "--dpi", paramLabel = "N", description = "Pixels per inch in print; 300 by default.")
    @Nullable String dpi;

    @Option(
            names = "--max-bytes",
            paramLabel = "N",
            description =
                    "Lower the quality of a JPEG, WebP or AVIF until the file is no larger than this, such as 500k or 2M.")
    @Nullable String maxBytes;

    /// Those that say how large a result becomes; the others say more of that, or hold for any size.
    static final Set<String> SIZES = Set.of("width", "height", "percent", "at-least", "canvas", "print");

    /// Whether the image goes into a box, or on paper.
    boolean isBox() {
        return print != null || (width != null && height != null);
    }

    /// Whether the image may leave room in its result, for a background.
    boolean hasRoom() {
        return print != null || canvas != null || isContained();
    }

    /// Whether all of the image goes into a box, and the rest is background.
    boolean isContained() {
        return fit != null && fit.strip().equals(Fit.CONTAIN.text());
    }

    /// By the names that options have everywhere.
    Map<String, String> values() {
        var values = new LinkedHashMap<String, String>();
        put(values, "width", width);
        put(values, "height", height);
        put(values, "fit", fit);
        put(values, "percent", percent);
        put(values, "at-least", atLeast);
        put(values, "canvas", canvas);
        put(values, "background", background);
        put(values, "print", print);
        put(values, "dpi", dpi);
        put(values, "max-bytes", maxBytes);
        return values;
    }

    /// What names of results say of their size; nothing where it follows from the scale.
    Optional<String> label() {
        if (print != null) {
            return Optional.of(print.strip().toLowerCase(Locale.ROOT));
        }
        if (canvas != null) {
            return Optional.of(canvas.strip());
        }
        if (width != null && height != null) {
            return Optional.of(width.strip() + "x" + height.strip());
        }
        return Stream.of(named(width, "%sw"), named(height, "%sh"), named(percent, "%spct"), named(atLeast, "min%s"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> named(@Nullable String value, String form) {
        return Optional.ofNullable(value).map(text -> form.formatted(text.strip()));
    }

    private static void put(Map<String, String> values, String name, @Nullable String text) {
        if (text != null) {
            values.put(name, text);
        }
    }
}
