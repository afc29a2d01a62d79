package dev.azulejo.lab.picture;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;

/// An RGB picture in memory as floats, 0 for black and 255 for white; values beyond are kept until the
/// picture is rounded. The array is shared, not copied.
///
/// @param samples one plane for each of red, green and blue; each row by row from the top
public record Picture(int width, int height, float[] samples) {
    /// The number of bands: red, green, blue.
    public static final int BANDS = 3;

    public static final float WHITE = 255;

    public Picture {
        if (width < 1 || height < 1 || samples.length != BANDS * width * height) {
            throw new IllegalArgumentException(
                    "%d samples are no picture of %dx%d".formatted(samples.length, width, height));
        }
    }

    /// A black picture.
    public static Picture blank(int width, int height) {
        return new Picture(width, height, new float[BANDS * width * height]);
    }

    /// @param block of three bands of 8 bits
    public static Picture of(PixelBlock block) {
        if (!block.format().equals(PixelFormat.rgb8())) {
            throw new IllegalArgumentException("only RGB of 8 bits: " + block.format());
        }
        var picture = blank(block.width(), block.height());
        int pixels = picture.pixels();
        for (int pixel = 0; pixel < pixels; pixel++) {
            for (int band = 0; band < BANDS; band++) {
                picture.samples[band * pixels + pixel] = block.samples()[pixel * BANDS + band] & 0xff;
            }
        }
        return picture;
    }

    public int pixels() {
        return width * height;
    }

    /// The picture as a block, with each sample rounded to 8 bits.
    public PixelBlock block() {
        int pixels = pixels();
        var bytes = new byte[BANDS * pixels];
        for (int band = 0; band < BANDS; band++) {
            for (int pixel = 0; pixel < pixels; pixel++) {
                bytes[pixel * BANDS + band] = (byte) rounded(samples[band * pixels + pixel]);
            }
        }
        return new PixelBlock(width, height, PixelFormat.rgb8(), bytes);
    }

    /// The picture as a file of 8 bits would hold it.
    public Picture rounded() {
        var to = new float[samples.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = rounded(samples[i]);
        }
        return new Picture(width, height, to);
    }

    private static int rounded(float sample) {
        return Math.clamp((int) Math.floor(sample + 0.5f), 0, 255);
    }

    /// The picture with no value beyond black and white, as the next model of a job reads it.
    public Picture clamped() {
        var to = new float[samples.length];
        for (int i = 0; i < to.length; i++) {
            to[i] = Math.clamp(samples[i], 0, WHITE);
        }
        return new Picture(width, height, to);
    }

    /// A copy of a part, which must lie inside.
    public Picture crop(Rect rect) {
        if (!new Rect(0, 0, width, height).contains(rect)) {
            throw new IllegalArgumentException("%s is not inside %dx%d".formatted(rect, width, height));
        }
        var part = blank(rect.width(), rect.height());
        for (int band = 0; band < BANDS; band++) {
            for (int y = 0; y < rect.height(); y++) {
                int from = band * pixels() + (rect.top() + y) * width + rect.left();
                System.arraycopy(samples, from, part.samples, band * part.pixels() + y * rect.width(), rect.width());
            }
        }
        return part;
    }

    /// The picture turned or mirrored in one of the eight ways that a square has.
    ///
    /// @param way 0 to 7: the bits swap the axes, mirror left and right, mirror top and bottom; 0 changes
    ///     nothing
    public Picture turned(int way) {
        boolean swaps = (way & 4) != 0;
        var to = swaps ? blank(height, width) : blank(width, height);
        for (int band = 0; band < BANDS; band++) {
            for (int y = 0; y < to.height; y++) {
                for (int x = 0; x < to.width; x++) {
                    int fromX = swaps ? y : x;
                    int fromY = swaps ? x : y;
                    fromX = (way & 1) != 0 ? width - 1 - fromX : fromX;
                    fromY = (way & 2) != 0 ? height - 1 - fromY : fromY;
                    to.samples[(band * to.height + y) * to.width + x] =
                            samples[(band * height + fromY) * width + fromX];
                }
            }
        }
        return to;
    }

    /// The PSNR of `other` in dB, without a border of the given width; infinite if they are equal.
    public double psnr(Picture other, int border) {
        double sum = 0;
        for (int band = 0; band < BANDS; band++) {
            for (int y = border; y < height - border; y++) {
                for (int x = border; x < width - border; x++) {
                    int at = (band * height + y) * width + x;
                    double difference = samples[at] - other.samples[at];
                    sum += difference * difference;
                }
            }
        }
        double count = (double) BANDS * (height - 2 * border) * (width - 2 * border);
        return 10 * Math.log10(WHITE * WHITE * count / sum);
    }
}
