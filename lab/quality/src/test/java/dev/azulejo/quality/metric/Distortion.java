package dev.azulejo.quality.metric;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import java.util.Locale;
import java.util.Random;

/// Distortions of 8-bit RGB, in steps from 1 to 6, each worse than the one before. All use integers, so
/// every machine makes the same bytes.
enum Distortion {
    /// Blurs by 1, 2, 4 … times the binomial filter 1 2 1.
    BLUR {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var blurred = pixels;
            for (int pass = 0; pass < 1 << (step - 1); pass++) {
                blurred = blurredOnce(blurred);
            }
            return blurred;
        }
    },

    /// Adds uniform noise of up to 4, 8, 16 … levels.
    NOISE {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var random = new Random(step);
            int most = 2 << step;
            var noisy = blankLike(pixels);
            for (int i = 0; i < noisy.samples().length; i++) {
                noisy.samples()[i] = sample((pixels.samples()[i] & 0xff) + random.nextInt(-most, most + 1));
            }
            return noisy;
        }
    },

    /// Coarsens blocks of 8×8 as in a JPEG, by a Walsh-Hadamard transform, which has a sum where a cosine
    /// transform has a cosine.
    BLOCKS {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var coarse = blankLike(pixels);
            for (int top = 0; top < pixels.height(); top += BLOCK) {
                for (int left = 0; left < pixels.width(); left += BLOCK) {
                    for (int band = 0; band < BANDS; band++) {
                        coarsen(pixels, coarse, left, top, band, 16 << step);
                    }
                }
            }
            return coarse;
        }
    },

    /// Shifts to the right, by as many pixels as steps.
    SHIFT {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var shifted = blankLike(pixels);
            each(shifted, (x, y, band) -> at(pixels, x - step, y, band));
            return shifted;
        }
    },

    /// Shifts colours towards red and away from blue, by 6 levels a step.
    COLOUR {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var cast = blankLike(pixels);
            each(cast, (x, y, band) -> at(pixels, x, y, band) + (1 - band) * 6 * step);
            return cast;
        }
    },

    /// Brightens every other tile of 48 pixels by 1, 2, 4 … levels; no part of the reference figures.
    SEAMS {
        @Override
        PixelBlock of(PixelBlock pixels, int step) {
            var tiled = blankLike(pixels);
            each(
                    tiled,
                    (x, y, band) -> at(pixels, x, y, band) + ((x / TILE + y / TILE) % 2 == 0 ? 0 : 1 << (step - 1)));
            return tiled;
        }
    };

    static final int STEPS = 6;
    static final int TILE = 48;
    private static final int BANDS = 3;
    private static final int BLOCK = 8;

    abstract PixelBlock of(PixelBlock pixels, int step);

    String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    private interface Colour {
        int at(int x, int y, int band);
    }

    private static void each(PixelBlock target, Colour colour) {
        for (int i = 0; i < target.samples().length; i++) {
            int pixel = i / BANDS;
            target.samples()[i] = sample(colour.at(pixel % target.width(), pixel / target.width(), i % BANDS));
        }
    }

    private static PixelBlock blankLike(PixelBlock pixels) {
        return PixelBlock.blank(new Size(pixels.width(), pixels.height()), pixels.format());
    }

    private static byte sample(int level) {
        return (byte) Math.clamp(level, 0, 255);
    }

    /// A sample, or that of the nearest pixel outside the image.
    private static int at(PixelBlock pixels, int x, int y, int band) {
        int column = Math.clamp(x, 0, pixels.width() - 1);
        int row = Math.clamp(y, 0, pixels.height() - 1);
        return pixels.samples()[(row * pixels.width() + column) * BANDS + band] & 0xff;
    }

    private static PixelBlock blurredOnce(PixelBlock pixels) {
        var blurred = blankLike(pixels);
        each(blurred, (x, y, band) -> {
            int sum = 8;
            for (int i = -1; i <= 1; i++) {
                for (int j = -1; j <= 1; j++) {
                    sum += (2 - Math.abs(i)) * (2 - Math.abs(j)) * at(pixels, x + i, y + j, band);
                }
            }
            return sum / 16;
        });
        return blurred;
    }

    private static void coarsen(PixelBlock from, PixelBlock to, int left, int top, int band, int quantum) {
        var values = new int[BLOCK * BLOCK];
        for (int i = 0; i < values.length; i++) {
            values[i] = at(from, left + i % BLOCK, top + i / BLOCK, band);
        }
        hadamard(values);
        for (int i = 0; i < values.length; i++) {
            values[i] = Math.floorDiv(values[i] + quantum / 2, quantum) * quantum;
        }
        hadamard(values);
        for (int i = 0; i < values.length; i++) {
            int x = left + i % BLOCK;
            int y = top + i / BLOCK;
            if (x < to.width() && y < to.height()) {
                to.samples()[(y * to.width() + x) * BANDS + band] = sample((values[i] + 32) >> 6);
            }
        }
    }

    /// Transforms a block along both axes at once, as it is 64 long in one row; without a factor.
    private static void hadamard(int[] values) {
        for (int half = 1; half < values.length; half *= 2) {
            for (int i = 0; i < values.length; i++) {
                if ((i & half) == 0) {
                    int sum = values[i] + values[i + half];
                    values[i + half] = values[i] - values[i + half];
                    values[i] = sum;
                }
            }
        }
    }
}
