package dev.azulejo.imaging.tiff;

import dev.azulejo.core.pixels.PixelFormat;
import dev.azulejo.imaging.ifd.Ifd;
import dev.azulejo.imaging.ifd.Tag;
import java.util.Arrays;

/// Converts samples of any depth to 8 bits, or to 16 if they have more.
///
/// @param depths of the bands of the file
/// @param premultiplied whether colours were multiplied by alpha
/// @param inverted whether zero is white
/// @param palette red, green and blue of each number, one after another; empty for samples that are colours
record PackedPixels(PixelFormat format, int[] depths, boolean premultiplied, boolean inverted, int[] palette) {
    private static final int WHITE_IS_ZERO = 0; // PhotometricInterpretation
    private static final int RGB = 2;
    private static final int PALETTE = 3;
    private static final int ASSOCIATED = 1; // ExtraSamples
    private static final int MOST_OF_PALETTE = 16;

    /// Whether pixels of that kind are converted here.
    static boolean knows(Ifd directory) {
        long photometric = directory.number(Tag.PHOTOMETRIC, -1);
        int[] depths = PackedParts.depths(directory);
        boolean few =
                photometric == RGB ? depths.length >= 3 : photometric != PALETTE || paletteFits(directory, depths);
        return photometric >= WHITE_IS_ZERO
                && photometric <= PALETTE
                && few
                && Arrays.stream(depths).allMatch(depth -> depth > 0 && depth <= Integer.SIZE);
    }

    private static boolean paletteFits(Ifd directory, int[] depths) {
        return depths[0] <= MOST_OF_PALETTE && directory.numbers(Tag.COLOUR_MAP).length == 3 << depths[0];
    }

    static PackedPixels of(TiffPage page) {
        var directory = page.directory();
        long photometric = directory.number(Tag.PHOTOMETRIC, RGB);
        int[] depths = PackedParts.depths(directory);
        boolean colour = photometric == RGB || photometric == PALETTE;
        boolean alpha = page.hasAlpha() && photometric != PALETTE && depths.length > (colour ? 3 : 1);
        int deepest = photometric == PALETTE ? 0 : Arrays.stream(depths).max().orElse(0);
        return new PackedPixels(
                new PixelFormat((colour ? 3 : 1) + (alpha ? 1 : 0), deepest > Byte.SIZE ? 16 : 8),
                depths,
                alpha && directory.number(Tag.EXTRA_SAMPLES, 0) == ASSOCIATED,
                photometric == WHITE_IS_ZERO,
                photometric == PALETTE ? eightBits(directory.numbers(Tag.COLOUR_MAP)) : new int[0]);
    }

    /// A palette has 16 bits, but some writers fill only the lower 8.
    private static int[] eightBits(long[] map) {
        boolean low = Arrays.stream(map).allMatch(colour -> colour < 1 << Byte.SIZE);
        return Arrays.stream(map)
                .mapToInt(colour -> (int) (low ? colour : colour >> Byte.SIZE))
                .toArray();
    }

    /// The bands of the file that are not among those of the format.
    int leftOut() {
        return depths.length - (palette.length > 0 ? 1 : format.bands());
    }

    /// Puts a row into `target` from `offset` on.
    ///
    /// @param row its samples as they are in the file
    void put(int[] row, byte[] target, int offset) {
        int bands = format.bands();
        var pixel = new int[bands];
        int position = offset;
        for (int at = 0; at < row.length; at += depths.length) {
            for (int band = 0; band < bands; band++) {
                pixel[band] = palette.length > 0
                        ? palette[band * palette.length / 3 + row[at]]
                        : widened(row[at + band], band);
            }
            if (premultiplied) {
                JavaPixels.unpremultiply(pixel, format);
            }
            for (int sample : pixel) {
                target[position++] = (byte) sample;
                if (format.bits() == 16) {
                    target[position++] = (byte) (sample >> 8);
                }
            }
        }
    }

    private int widened(int sample, int band) {
        long white = (1L << depths[band]) - 1;
        long level = Integer.toUnsignedLong(sample);
        long light = inverted && band < format.colourBands() ? white - level : level;
        return (int) ((light * format.maxSample() + white / 2) / white);
    }
}
