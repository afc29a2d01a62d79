package dev.azulejo.core.option;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.ImageFormat;
import dev.azulejo.core.resize.Background;
import dev.azulejo.core.resize.Fit;
import dev.azulejo.core.resize.Paper;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// The rows of [OptionTable] that say how large the result becomes: in pixels, on paper or in bytes. They stand under a
/// heading of their own in help.
public final class SizeOptions {
    /// The most pixels of a side: longer ones exceed every format but pyramids.
    private static final int MOST_PIXELS = 10_000_000;

    private static final Pattern BOX = Pattern.compile("([0-9]{1,8})x([0-9]{1,8})");

    public static final Option<Integer> WIDTH = Option.of(
            "width",
            Values.whole(1, MOST_PIXELS),
            "PIXELS",
            "",
            "The exact width; the height follows, unless given.",
            "exactly this many pixels; alone it keeps the proportions, with `height` it is a box");

    public static final Option<Integer> HEIGHT = Option.of(
            "height",
            Values.whole(1, MOST_PIXELS),
            "PIXELS",
            "",
            "The exact height; the width follows, unless given.",
            "exactly this many pixels; alone it keeps the proportions, with `width` it is a box");

    public static final Option<Fit> FIT = Option.of(
            "fit",
            Values.oneOf(Fit.values(), Fit::text),
            "inside|contain|cover|fill",
            "inside",
            "How the image fits a box of width and height, or paper: inside it, which is the default;"
                    + " contained, with background around it; covering it, with the rest cut off; or distorted to fill it.",
            "how the image goes into a box, or on paper: *inside* makes it as large as fits; *contain* does the same and fills"
                    + " the rest of the box with background; *cover* fills the box and cuts off what sticks out, the same"
                    + " amount on both sides; *fill* distorts");

    public static final Option<Integer> AT_LEAST = Option.of(
            "at-least",
            Values.whole(1, MOST_PIXELS),
            "PIXELS",
            "",
            "Enlarge until the longer side has at least this many pixels, and no further; never reduce.",
            "the longer side has at least this many pixels");

    public static final Option<Double> PERCENT = Option.of(
            "percent",
            Values.above0(10_000, Double::valueOf),
            "N",
            "",
            "A percentage of the image's own size.",
            "a percentage of the image's own size");

    public static final Option<Size> CANVAS = Option.of(
            "canvas",
            Values.text("a size in pixels such as 2000x2000", SizeOptions::box),
            "WxH",
            "",
            "Give the result this size, with the image in the middle.",
            "the result has this size, with the image in the middle: as large as fits, or in the size that another option gives");

    public static final Option<Background> BACKGROUND = Option.of(
            "background",
            Values.text("a colour such as white, black, transparent, #f0f0f0 or #ffffff80", Background::parse),
            "COLOUR",
            "white",
            "Colour around the image: %s by default, black, transparent, #rrggbb or #rrggbbaa.",
            "colour around the image: `white`, `black`, `transparent`, `#rrggbb`, `#rrggbbaa`");

    public static final Option<Paper> PRINT = Option.of(
            "print",
            Values.text("a paper such as A2, letter, 420x594mm or 16x20in", Paper::parse),
            "A2|420x594mm|16x20in",
            "",
            "Make the image fit this paper, turned to match it, with white where the shapes differ.",
            "`A0` to `A6`, `letter`, `legal`, `tabloid`, `420x594mm`, `42x59.4cm`, `16x20in`; turned to match the image. Where"
                    + " the shapes differ, a white margin is left; a `fit` of cover fills the paper");

    public static final Option<Double> DPI = Option.of(
            "dpi",
            Values.above0(10_000, Double::valueOf),
            "N",
            "300",
            "Pixels per inch in print; %s by default.",
            "pixels per inch, for paper, and as the density that the result states. On its own it changes only the stated"
                    + " density");

    public static final Option<Long> MAX_BYTES = Option.of(
            "max-bytes",
            Values.bytes(),
            "N",
            "",
            "Lower the quality of a " + ImageFormat.withQuality("or")
                    + " until the file is no larger than this, such as 500k or 2M.",
            "lowers the quality of a " + ImageFormat.withQuality("or")
                    + ", starting at `quality`, until the file is no larger than this:"
                    + " `500000`, `500k`, `2M`, `2MiB`. Such a result is encoded in one piece, again and again, because only"
                    + " the whole file shows which quality fits: 64 megapixels at most. If the"
                    + " file is still larger at quality 10 (or at `quality`, where that is lower), the image is refused as"
                    + " [`max-bytes-unmet`](refusals.md), with the size reached at that quality");

    public static final List<Option<?>> ALL =
            List.of(WIDTH, HEIGHT, FIT, PERCENT, AT_LEAST, CANVAS, BACKGROUND, PRINT, DPI, MAX_BYTES);

    private SizeOptions() {}

    private static Optional<Size> box(String text) {
        var box = BOX.matcher(text.strip());
        if (!box.matches()) {
            return Optional.empty();
        }
        int width = Integer.parseInt(box.group(1));
        int height = Integer.parseInt(box.group(2));
        boolean fits = Math.min(width, height) >= 1 && Math.max(width, height) <= MOST_PIXELS;
        return fits ? Optional.of(new Size(width, height)) : Optional.empty();
    }
}
