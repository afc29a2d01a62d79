package dev.azulejo.imaging.testkit;

import dev.azulejo.core.geometry.Size;
import dev.azulejo.core.pixels.PixelBlock;
import dev.azulejo.core.pixels.PixelFormat;
import java.util.Random;

/// A picture like a photograph: smooth gradients, edges and some grain, so that encoders work as on a real
/// one.
public final class TestPhoto {
    private TestPhoto() {}

    public static PixelBlock of(Size size, PixelFormat format) {
        var random = new Random(size.pixels());
        var block = PixelBlock.blank(size, format);
        int position = 0;
        for (int y = 0; y < size.height(); y++) {
            for (int x = 0; x < size.width(); x++) {
                for (int band = 0; band < format.bands(); band++) {
                    double wave = Math.sin(x / 17.0 + band) + Math.cos(y / 23.0 - band) + ((x / 40 + y / 30) % 2);
                    double value = Math.clamp((wave + 2) / 5 + random.nextGaussian() / 60, 0, 1);
                    int sample = (int) (value * format.maxSample());
                    block.samples()[position++] = (byte) sample;
                    if (format.bits() == 16) {
                        block.samples()[position++] = (byte) (sample >> 8);
                    }
                }
            }
        }
        return block;
    }
}
