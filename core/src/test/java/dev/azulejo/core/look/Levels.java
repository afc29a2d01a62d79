package dev.azulejo.core.look;

import dev.azulejo.core.pixels.LookedRows;
import dev.azulejo.core.pixels.PixelFormat;
import java.awt.image.BufferedImage;
import java.util.Random;
import java.util.function.Consumer;

/// A picture made by a test: levels of 255 in equal or separate bands, before they are rounded.
///
/// @param bands each `width * height` levels, row after row
public record Levels(int width, int height, float[]... bands) {
    public interface Shade {
        double at(int x, int y);
    }

    public static Levels grey(int width, int height, Shade shade) {
        var band = new float[width * height];
        for (int at = 0; at < band.length; at++) {
            band[at] = (float) shade.at(at % width, at / width);
        }
        return new Levels(width, height, band);
    }

    public static Levels of(BufferedImage picture) {
        byte[] bytes = LookedPictures.rgb(picture);
        var bands = new float[3][bytes.length / 3];
        for (int at = 0; at < bytes.length; at++) {
            bands[at % 3][at / 3] = bytes[at] & 0xff;
        }
        return new Levels(picture.getWidth(), picture.getHeight(), bands);
    }

    public Levels inColour() {
        return bands.length == 3 ? this : new Levels(width, height, bands[0], bands[0].clone(), bands[0].clone());
    }

    /// With white Gaussian noise in all bands, each its own.
    public Levels noisy(long seed, double... sigmas) {
        var random = new Random(seed);
        var noisy = new float[bands.length][width * height];
        for (int band = 0; band < bands.length; band++) {
            double sigma = sigmas[Math.min(band, sigmas.length - 1)];
            for (int at = 0; at < noisy[band].length; at++) {
                noisy[band][at] = bands[band][at] + (float) (sigma * random.nextGaussian());
            }
        }
        return new Levels(width, height, noisy);
    }

    /// Means over `factor` x `factor` pixels.
    public Levels reduced(int factor) {
        int newWidth = width / factor;
        int newHeight = height / factor;
        var reduced = new float[bands.length][newWidth * newHeight];
        for (int band = 0; band < bands.length; band++) {
            for (int y = 0; y < newHeight * factor; y++) {
                for (int x = 0; x < newWidth * factor; x++) {
                    reduced[band][y / factor * newWidth + x / factor] += bands[band][y * width + x] / factor / factor;
                }
            }
        }
        return new Levels(newWidth, newHeight, reduced);
    }

    /// Blurred by a Gaussian of a standard deviation in pixels; beyond the border is what lies at it.
    public Levels blurred(double sigma) {
        int radius = (int) Math.ceil(4 * sigma);
        var kernel = new double[2 * radius + 1];
        double sum = 0;
        for (int i = -radius; i <= radius; i++) {
            kernel[i + radius] = Math.exp(-i * i / (2 * sigma * sigma));
            sum += kernel[i + radius];
        }
        var blurred = new float[bands.length][];
        for (int band = 0; band < bands.length; band++) {
            float[] across = filtered(bands[band], kernel, sum, 1, 0);
            blurred[band] = filtered(across, kernel, sum, 0, 1);
        }
        return new Levels(width, height, blurred);
    }

    private float[] filtered(float[] band, double[] kernel, double sum, int stepX, int stepY) {
        int radius = kernel.length / 2;
        var filtered = new float[band.length];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                double level = 0;
                for (int i = -radius; i <= radius; i++) {
                    int fromX = Math.clamp(x + (long) i * stepX, 0, width - 1);
                    int fromY = Math.clamp(y + (long) i * stepY, 0, height - 1);
                    level += kernel[i + radius] * band[fromY * width + fromX];
                }
                filtered[y * width + x] = (float) (level / sum);
            }
        }
        return filtered;
    }

    public Levels cropped(int left, int top) {
        var cropped = new float[bands.length][];
        for (int band = 0; band < bands.length; band++) {
            float[] all = bands[band];
            cropped[band] = grey(width - left, height - top, (x, y) -> all[(y + top) * width + x + left]).bands[0];
        }
        return new Levels(width - left, height - top, cropped);
    }

    /// The part at the left above.
    public Levels first(int newWidth, int newHeight) {
        var first = new float[bands.length][];
        for (int band = 0; band < bands.length; band++) {
            float[] all = bands[band];
            first[band] = grey(newWidth, newHeight, (x, y) -> all[y * width + x]).bands[0];
        }
        return new Levels(newWidth, newHeight, first);
    }

    public BufferedImage picture() {
        var colour = inColour();
        var picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int at = 0; at < width * height; at++) {
            int rgb = rounded(colour.bands[0][at]) << 16
                    | rounded(colour.bands[1][at]) << 8
                    | rounded(colour.bands[2][at]);
            picture.setRGB(at % width, at / width, rgb);
        }
        return picture;
    }

    private static int rounded(double level) {
        return (int) Math.clamp(Math.round(level), 0L, 255L);
    }

    /// Shows it as samples of a format; alpha is a pattern that no look may see.
    public void show(PixelFormat format, Consumer<LookedRows> look) {
        var bytes = new byte[width * height * format.bytesPerPixel()];
        int samples = format.bands();
        for (int at = 0; at < width * height * samples; at++) {
            int band = at % samples;
            boolean isAlpha = band >= format.colourBands();
            double level = isAlpha ? (at / samples % 2) * 255 : bands[Math.min(band, bands.length - 1)][at / samples];
            if (format.bits() == 8) {
                bytes[at] = (byte) rounded(level);
            } else {
                int sample = (int) Math.clamp(Math.round(level * 257), 0L, 65_535L);
                bytes[2 * at] = (byte) sample;
                bytes[2 * at + 1] = (byte) (sample >> 8);
            }
        }
        LookedPictures.show(bytes, width, format, look);
    }
}
