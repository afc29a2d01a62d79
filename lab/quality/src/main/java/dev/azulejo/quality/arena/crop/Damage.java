package dev.azulejo.quality.arena.crop;

import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Optional;

/// Damages a crop so that every judge who looks prefers the original: it is blurred, and more so if that is
/// hard to see.
public final class Damage {
    /// Radii of a box blur that is applied three times, which is near to a Gaussian of 1.7 times the
    /// radius.
    private static final int[] RADII = {3, 6, 12};

    private static final int TIMES = 3;

    /// The root mean square difference, in grey levels, from which the damage is plain to see.
    private static final double PLAIN = 8;

    private static final int BANDS = 3;

    private Damage() {}

    /// @param crop 8-bit RGB
    /// @return empty if the crop is so flat that no blur shows
    public static Optional<PixelBlock> of(PixelBlock crop) {
        if (!crop.format().equals(PixelFormat.rgb8())) {
            throw new IllegalArgumentException("crops are of 8-bit RGB, not " + crop.format());
        }
        for (int radius : RADII) {
            var damaged = blurred(crop, radius);
            if (difference(crop, damaged) >= PLAIN) {
                return Optional.of(damaged);
            }
        }
        return Optional.empty();
    }

    private static double difference(PixelBlock one, PixelBlock other) {
        double squares = 0;
        for (int i = 0; i < one.samples().length; i++) {
            int difference = (one.samples()[i] & 0xff) - (other.samples()[i] & 0xff);
            squares += difference * difference;
        }
        return Math.sqrt(squares / one.samples().length);
    }

    private static PixelBlock blurred(PixelBlock crop, int radius) {
        var samples = crop.samples().clone();
        int stride = crop.stride();
        for (int i = 0; i < TIMES; i++) {
            for (int y = 0; y < crop.height(); y++) {
                for (int band = 0; band < BANDS; band++) {
                    blur(samples, y * stride + band, BANDS, crop.width(), radius);
                }
            }
            for (int x = 0; x < stride; x++) {
                blur(samples, x, stride, crop.height(), radius);
            }
        }
        return new PixelBlock(crop.width(), crop.height(), crop.format(), samples);
    }

    /// Blurs a line of samples; beyond its ends, the outermost samples are repeated.
    private static void blur(byte[] samples, int start, int step, int length, int radius) {
        var line = new int[length];
        for (int i = 0; i < length; i++) {
            line[i] = samples[start + i * step] & 0xff;
        }
        int window = 2 * radius + 1;
        int sum = 0;
        for (int i = -radius; i <= radius; i++) {
            sum += line[Math.clamp(i, 0, length - 1)];
        }
        for (int i = 0; i < length; i++) {
            samples[start + i * step] = (byte) ((sum + radius) / window);
            sum += line[Math.min(i + radius + 1, length - 1)] - line[Math.max(i - radius, 0)];
        }
    }
}
