package dev.azulejo.quality.set;

import dev.azulejo.core.geometry.Rect;
import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;

/// Makes the small image that recipes have to enlarge: the cubic kernel of Keys (1981) with a = −0.5, as
/// wide as the reduction (antialiased), on samples as they are stored, first along rows and then along
/// columns, each rounded to 8 bits. That is what Pillow's `resize(BICUBIC)` does, and nearly what MATLAB's
/// `imresize` does, by which published results were measured.
public final class BicubicReduction {
    private static final double A = -0.5;
    private static final double SUPPORT = 2;

    /// The number of fractional bits of 8-bit weights in Pillow's fixed point.
    private static final int BITS = 32 - 8 - 2;

    private BicubicReduction() {}

    /// The largest part of an image whose sides are multiples of `factor`, from the top left corner.
    public static PixelBlock whole(PixelBlock image, int factor) {
        int width = image.width() - image.width() % factor;
        int height = image.height() - image.height() % factor;
        if (width == 0 || height == 0) {
            throw new IllegalArgumentException(
                    "%dx%d pixels cannot be reduced by %d".formatted(image.width(), image.height(), factor));
        }
        return image.crop(new Rect(0, 0, width, height));
    }

    /// @param image of 8 bits without alpha; both sides must be multiples of `factor`
    public static PixelBlock reduce(PixelBlock image, int factor) {
        if (image.format().bits() != 8 || image.format().hasAlpha()) {
            throw new IllegalArgumentException("only 8 bits without alpha: " + image.format());
        }
        if (image.width() % factor != 0 || image.height() % factor != 0) {
            throw new IllegalArgumentException(
                    "%dx%d is no multiple of %d".formatted(image.width(), image.height(), factor));
        }
        return alongColumns(alongRows(image, factor), factor);
    }

    private static PixelBlock alongRows(PixelBlock from, int factor) {
        var to = PixelBlock.blank(new Size(from.width() / factor, from.height()), from.format());
        int bands = from.format().bands();
        for (int x = 0; x < to.width(); x++) {
            var taps = Taps.of(x, factor, from.width());
            for (int y = 0; y < to.height(); y++) {
                for (int band = 0; band < bands; band++) {
                    int at = y * from.stride() + taps.first * bands + band;
                    to.samples()[y * to.stride() + x * bands + band] = taps.weighed(from.samples(), at, bands);
                }
            }
        }
        return to;
    }

    private static PixelBlock alongColumns(PixelBlock from, int factor) {
        var to = PixelBlock.blank(new Size(from.width(), from.height() / factor), from.format());
        for (int y = 0; y < to.height(); y++) {
            var taps = Taps.of(y, factor, from.height());
            for (int sample = 0; sample < to.stride(); sample++) {
                int at = taps.first * from.stride() + sample;
                to.samples()[y * to.stride() + sample] = taps.weighed(from.samples(), at, from.stride());
            }
        }
        return to;
    }

    /// The samples of a line that make one of the reduced line, and their weights, in fixed point.
    private static final class Taps {
        private final int first;
        private final int[] weights;

        private Taps(int first, int[] weights) {
            this.first = first;
            this.weights = weights;
        }

        /// @param length of the line that is reduced
        static Taps of(int target, int factor, int length) {
            double centre = (target + 0.5) * factor;
            int first = Math.max((int) (centre - SUPPORT * factor + 0.5), 0);
            int end = Math.min((int) (centre + SUPPORT * factor + 0.5), length);
            var shares = new double[end - first];
            double sum = 0;
            for (int tap = 0; tap < shares.length; tap++) {
                shares[tap] = kernel((tap + first - centre + 0.5) / factor);
                sum += shares[tap];
            }
            var weights = new int[shares.length];
            for (int tap = 0; tap < weights.length; tap++) {
                double weight = shares[tap] / sum * (1 << BITS);
                weights[tap] = (int) (weight < 0 ? weight - 0.5 : weight + 0.5);
            }
            return new Taps(first, weights);
        }

        /// @param at the first sample
        /// @param step from one to the next
        byte weighed(byte[] samples, int at, int step) {
            int sum = 1 << (BITS - 1);
            for (int tap = 0; tap < weights.length; tap++) {
                sum += weights[tap] * (samples[at + tap * step] & 0xff);
            }
            return (byte) Math.clamp(sum >> BITS, 0, 255);
        }

        private static double kernel(double at) {
            double x = Math.abs(at);
            if (x < 1) {
                return ((A + 2) * x - (A + 3)) * x * x + 1;
            }
            return x < SUPPORT ? (((x - 5) * x + 8) * x - 4) * A : 0;
        }
    }
}
