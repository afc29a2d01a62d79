package dev.azulejo.core.infer;

import dev.azulejo.core.pixels.Planes;
import dev.azulejo.core.port.Upscaler;
import java.util.Optional;

/// A model that looks further than its pixel in whole blocks, as one does that pools: what it gives hangs on where in
/// its block a pixel lies, and blocks must be whole. Each pixel is mixed with the means of its own block and of those
/// to the left and to the right of it, above and below; outside of what it is given stands zero.
record BlockPoolUpscaler(int block, int scale) implements Upscaler {
    /// From a pixel at the edge of its block to the far edge of the next one.
    int radius() {
        return 2 * block - 1;
    }

    @Override
    public Optional<String> upscale(Planes input, Planes output) {
        if (input.width() % block != 0 || input.height() % block != 0) {
            throw new IllegalArgumentException(
                    "%dx%d is not whole blocks of %d".formatted(input.width(), input.height(), block));
        }
        for (int band = 0; band < input.bands(); band++) {
            for (int y = 0; y < output.height(); y++) {
                for (int x = 0; x < output.width(); x++) {
                    output.samples()
                            .put(
                                    band * output.planeLength() + y * output.width() + x,
                                    mixed(input, band, x / scale, y / scale));
                }
            }
        }
        return Optional.empty();
    }

    private float mixed(Planes input, int band, int x, int y) {
        int column = x / block;
        int row = y / block;
        return 0.3f * input.at(band, x, y)
                + 0.3f * mean(input, band, column, row)
                + 0.1f * mean(input, band, column - 1, row)
                + 0.1f * mean(input, band, column + 1, row)
                + 0.1f * mean(input, band, column, row - 1)
                + 0.1f * mean(input, band, column, row + 1);
    }

    private float mean(Planes input, int band, int column, int row) {
        int left = column * block;
        int top = row * block;
        if (left < 0 || top < 0 || left >= input.width() || top >= input.height()) {
            return 0;
        }
        float sum = 0;
        for (int y = top; y < top + block; y++) {
            for (int x = left; x < left + block; x++) {
                sum += input.at(band, x, y);
            }
        }
        return sum / (block * block);
    }

    @Override
    public String fingerprint() {
        return "block pool";
    }
}
